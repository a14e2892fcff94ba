#!/usr/bin/env python3
"""Drops files on a window as a file manager does: by the drag-and-drop protocol of X (XDND 5), from a program of its own.

usage: drop_files.py WINDOW FILE..."""

import ctypes
import os
import sys
import time
import urllib.parse

from close_window import ClientMessage


class SelectionRequest(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int),
                ("display", ctypes.c_ulong), ("owner", ctypes.c_ulong), ("requestor", ctypes.c_ulong),
                ("selection", ctypes.c_ulong), ("target", ctypes.c_ulong), ("property", ctypes.c_ulong),
                ("time", ctypes.c_ulong), ("room", ctypes.c_long * 16)]


class SelectionNotify(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int),
                ("display", ctypes.c_ulong), ("requestor", ctypes.c_ulong), ("selection", ctypes.c_ulong),
                ("target", ctypes.c_ulong), ("property", ctypes.c_ulong), ("time", ctypes.c_ulong),
                ("room", ctypes.c_long * 16)]


class Event(ctypes.Union):
    _fields_ = [("type", ctypes.c_int), ("client", ClientMessage), ("request", SelectionRequest),
                ("notify", SelectionNotify), ("room", ctypes.c_long * 24)]


SELECTION_REQUEST, SELECTION_NOTIFY, CLIENT_MESSAGE = 30, 31, 33


class Source:
    """What drags: a window that owns the files for as long as they are on their way."""

    def __init__(self, target):
        self.x11 = ctypes.CDLL("libX11.so.6")
        for call in ("XOpenDisplay", "XInternAtom", "XCreateSimpleWindow", "XDefaultRootWindow"):
            getattr(self.x11, call).restype = ctypes.c_ulong
        self.display = ctypes.c_ulong(self.x11.XOpenDisplay(None))
        self.target = target
        root = ctypes.c_ulong(self.x11.XDefaultRootWindow(self.display))
        self.window = self.x11.XCreateSimpleWindow(self.display, root, 0, 0, 1, 1, 0, ctypes.c_ulong(0),
                                                   ctypes.c_ulong(0))
        self.x11.XSetSelectionOwner(self.display, ctypes.c_ulong(self.atom("XdndSelection")),
                                    ctypes.c_ulong(self.window), ctypes.c_ulong(0))

    def atom(self, name):
        return self.x11.XInternAtom(self.display, name.encode(), 0)

    def send(self, what, *data):
        event = Event(client=ClientMessage(type=CLIENT_MESSAGE, window=self.target, format=32))
        event.client.message_type = self.atom(what)
        for index, value in enumerate((self.window, *data)):
            event.client.data[index] = value
        self.x11.XSendEvent(self.display, ctypes.c_ulong(self.target), 0, ctypes.c_long(0), ctypes.byref(event))
        self.x11.XFlush(self.display)

    def hear(self, wanted, files, most=10.0):
        """Hands the files over when they are asked for, until the target says what is wanted; what it said."""
        event, until = Event(), time.monotonic() + most
        while time.monotonic() < until:
            if not self.x11.XPending(self.display):
                time.sleep(0.01)
                continue
            self.x11.XNextEvent(self.display, ctypes.byref(event))
            if event.type == SELECTION_REQUEST:
                self.give(event.request, files)
            elif event.type == CLIENT_MESSAGE and event.client.message_type == self.atom(wanted):
                return list(event.client.data)
        sys.exit(f"drop_files: no {wanted} within {most:.0f} seconds")

    def give(self, asked, files):
        self.x11.XChangeProperty(self.display, ctypes.c_ulong(asked.requestor), ctypes.c_ulong(asked.property),
                                 ctypes.c_ulong(asked.target), 8, 0, files, len(files))
        answer = Event(notify=SelectionNotify(type=SELECTION_NOTIFY, requestor=asked.requestor, time=asked.time,
                                              selection=asked.selection, target=asked.target,
                                              property=asked.property))
        self.x11.XSendEvent(self.display, ctypes.c_ulong(asked.requestor), 0, ctypes.c_long(0), ctypes.byref(answer))
        self.x11.XFlush(self.display)


def drop(window, paths, over=None):
    """Drops files in the middle of a screen of 800 by 600 at least; `over` is called while they are held over the window."""
    files = "".join(f"file://{urllib.parse.quote(os.path.abspath(path))}\r\n" for path in paths).encode()
    source = Source(window)
    source.send("XdndEnter", 5 << 24, source.atom("text/uri-list"))
    position = 400 << 16 | 300
    copy = source.atom("XdndActionCopy")
    source.send("XdndPosition", 0, position, 0, copy)
    if not source.hear("XdndStatus", files)[1] & 1:
        sys.exit("drop_files: the window takes no files")
    # The target has read the files by its second answer.
    source.send("XdndPosition", 0, position, 0, copy)
    source.hear("XdndStatus", files)
    if over:
        over()
    source.send("XdndDrop", 0, 0)
    if not source.hear("XdndFinished", files)[1] & 1:
        sys.exit("drop_files: the window did not take the files")


if __name__ == "__main__":
    drop(int(sys.argv[1]), sys.argv[2:])
