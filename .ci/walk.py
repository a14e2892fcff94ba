#!/usr/bin/env python3
"""The whole five minutes in a real window on a virtual screen, driven by mouse and keys alone, with a picture of every step.

usage: walk.py DATELINE FOLDER_FOR_PICTURES [--size 1440x900] [--dark] [--steps N] [FILE...]

From the empty window: five articles, one by a typed path and the others dropped from another program, pins, place names, the comparison, filters, the queue, corrections
with undo and redo, saving, a second window on the file, closing, opening again, and what is offered after a kill. Each step has to change the window,
and what was decided has to be in the saved file. Ends with 1 and a sentence when something does not hold."""

import argparse
import glob
import json
import os
import signal
import subprocess
import sys
import tempfile
import time

import close_window
import drop_files


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("dateline")
    parser.add_argument("folder")
    parser.add_argument("files", nargs="*")
    parser.add_argument("--size", default="1440x900")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--steps", type=int, default=0, help="sizes of words up (or down, under 0) a tenth each")
    return parser.parse_args()


class Screen:
    """A virtual screen and what stands on it."""

    def __init__(self, size):
        self.width, self.height = (int(part) for part in size.split("x"))
        reading, writing = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"],
            pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        number = os.read(reading, 16).decode().strip()
        os.environ["DISPLAY"] = f":{number}"
        os.environ.pop("WAYLAND_DISPLAY", None)

    def pixels(self):
        return subprocess.run(["import", "-window", "root", "-depth", "8", "rgb:-"], check=True,
                              capture_output=True).stdout

    def close(self):
        self.server.terminate()
        self.server.wait()


class Walk:
    """One window on a screen, and what is done in it."""

    def __init__(self, options):
        self.options = options
        self.screen = Screen(options.size)
        self.home = tempfile.TemporaryDirectory()
        self.log = open(os.path.join(self.home.name, "log"), "w+b")
        self.program = None
        self.scale = 1.0
        self.count = 0
        self.seen = b""
        os.makedirs(options.folder, exist_ok=True)

    def start(self, *files):
        # No programs to be found: no file dialog then but the window's own field for a path.
        environment = dict(os.environ, HOME=self.home.name, XDG_CONFIG_HOME=self.home.name, PATH="/nonexistent",
                           XDG_DATA_HOME=self.home.name, LIBGL_ALWAYS_SOFTWARE="1")
        self.program = subprocess.Popen([self.options.dateline, *files], env=environment, stdout=self.log,
                                        stderr=self.log)
        for _ in range(300):
            if self.program.poll() is not None:
                self.fail("the program ended before its window came")
            ours = ["--all", "--onlyvisible", "--pid", str(self.program.pid), "--name", "Dateline"]
            found = subprocess.run(["xdotool", "search", *ours], capture_output=True)
            if found.stdout.strip():
                self.window = found.stdout.split()[0].decode()
                break
            time.sleep(0.1)
        else:
            self.fail("no window after thirty seconds")
        self.do("windowsize", self.window, self.screen.width, self.screen.height)
        self.do("windowmove", self.window, 0, 0)
        self.do("windowfocus", self.window)
        time.sleep(1)

    def do(self, *words):
        subprocess.run(["xdotool", *map(str, words)], check=True, capture_output=True)

    def key(self, *keys):
        for key in keys:
            self.do("key", "--clearmodifiers", key)
            time.sleep(0.12)

    def type(self, words):
        self.do("type", "--delay", 8, words)
        time.sleep(0.1)

    def point(self, x, y):
        """A place in points; under 0 it is from the right or the lower edge."""
        x, y = x * self.scale, y * self.scale
        return x if x >= 0 else self.screen.width + x, y if y >= 0 else self.screen.height + y

    def move(self, x, y):
        x, y = self.point(x, y)
        self.do("mousemove", round(x), round(y))
        time.sleep(0.15)

    def click(self, x, y, button=1):
        self.move(x, y)
        self.do("click", button)
        time.sleep(0.1)

    def drag(self, x, y, to_x, to_y):
        self.move(x, y)
        self.do("mousedown", 1)
        # A frame of its own for each, on a loaded machine too: else it is pressed where it is let go.
        for to in [((x + to_x) / 2, (y + to_y) / 2), (to_x, to_y)]:
            self.rest(3)
            self.move(*to)
        self.rest(3)
        self.do("mouseup", 1)
        time.sleep(0.1)

    def rest(self, most=20.0):
        """Waits until the window stays as it is; what is on it then."""
        last, until = self.screen.pixels(), time.monotonic() + most
        while time.monotonic() < until:
            time.sleep(0.35)
            now = self.screen.pixels()
            if now == last:
                break
            last = now
        return last

    def changed(self, act, most=30.0):
        """Does something and waits until the window shows that it was done: a loaded machine takes its time."""
        before, until = self.rest(), time.monotonic() + most
        act()
        while self.screen.pixels() == before and time.monotonic() < until:
            time.sleep(0.1)
        self.rest()

    def shot(self, name, changes=True):
        """A picture of the window at rest, which has to differ from the one before."""
        now = self.rest()
        until = time.monotonic() + 10
        while changes and now == self.seen and time.monotonic() < until:
            now = self.rest()
        self.count += 1
        path = os.path.join(self.options.folder, f"{self.count:02}-{name}.png")
        subprocess.run(["convert", "-size", f"{self.screen.width}x{self.screen.height}", "-depth", "8", "rgb:-", path],
                       input=now, check=True)
        if self.program.poll() is not None:
            self.fail(f"the program ended at {name}")
        if changes and now == self.seen:
            self.fail(f"nothing changed at {name} (see {path})")
        self.seen = now

    def fail(self, words):
        self.log.flush()
        self.log.seek(0)
        sys.stderr.write(self.log.read().decode(errors="replace")[-3000:])
        self.end()
        sys.exit(f"walk: {words}")

    def end(self):
        if self.program and self.program.poll() is None:
            self.program.send_signal(signal.SIGKILL)
            self.program.wait()
        self.screen.close()


def look(walk):
    """Before anything is opened: theme and size of words."""
    walk.shot("empty", changes=False)
    if walk.options.dark:
        walk.key("d")
        walk.shot("empty-dark")
    for _ in range(abs(walk.options.steps)):
        walk.key("ctrl+equal" if walk.options.steps > 0 else "ctrl+minus")
    walk.scale = 1.1 ** walk.options.steps


def open_articles(walk, files):
    """The first by its path, as no file dialog is to be had; the others are dropped by another program."""
    first, *others = files
    walk.changed(lambda: walk.key("ctrl+o"))
    walk.shot("path")
    walk.type(os.path.abspath(first))
    walk.changed(lambda: walk.key("Return"))
    if others:
        walk.changed(lambda: drop_files.drop(int(walk.window), others, over=lambda: walk.shot("held-over")))
    walk.key("f")
    walk.shot("opened")


def read(walk):
    """From event to event, into the article, from name to name, and what was read of it."""
    walk.key("Right", "Right", "Right")
    walk.shot("event")
    walk.key("2")
    walk.shot("article")
    walk.key("bracketright", "bracketright")
    walk.shot("name")
    walk.key("bracketleft")
    walk.shot("name-before")
    walk.key("m", "shift+Right")
    walk.shot("marked")
    walk.key("Return")
    walk.shot("offered")
    walk.key("Escape")
    walk.key("z")
    walk.shot("lines")
    walk.key("z")
    walk.changed(lambda: walk.key("ctrl+f"))
    walk.type("the")
    walk.shot("find")
    walk.key("Escape")


def compare(walk):
    walk.key("3")
    walk.shot("compare")
    walk.key("1")


def explore(walk):
    """Filters by days, words and choices, each taken back; closer on the timeline; the world and back."""
    walk.changed(lambda: walk.key("t"))
    walk.type("2023-09-19")
    walk.key("Return")
    walk.shot("days")
    walk.key("r")
    walk.changed(lambda: walk.key("slash"))
    walk.type("corridor")
    walk.shot("words")
    walk.key("Escape", "r", "l")
    walk.shot("choices")
    walk.key("Escape", "period", "period")
    walk.shot("closer")
    walk.key("comma", "comma", "Home")
    walk.shot("world")
    walk.key("f")


def check(walk):
    """The queue: another place, with the offer to take it wherever the name stands; right; skip."""
    walk.key("c")
    walk.shot("queue")
    # The place first asked about may have no second choice.
    walk.changed(lambda: walk.key("p"))
    walk.key("ctrl+a")
    walk.type("Ganja")
    walk.key("Return")
    walk.shot("other-place")
    walk.key("a")
    walk.shot("everywhere")
    walk.key("Return")
    walk.shot("right")
    walk.key("s", "s")
    walk.shot("skipped")
    walk.key("Escape")


def correct(walk):
    """Corrections by menu and words, taken back and done again; the list of steps."""
    walk.changed(lambda: walk.key("slash"))
    walk.type("operation")
    walk.key("Return", "r")
    for name, up, words in [("date", 257, "20 Sep 2023"), ("title", 201, "Named by hand")]:
        walk.click(-191, -48)
        walk.shot(f"menu-{name}")
        walk.changed(lambda: walk.click(-300, -up))
        walk.key("ctrl+a")
        walk.type(words)
        walk.shot(f"typed-{name}")
        walk.key("Return")
        walk.shot(name)
    move_pin(walk)
    walk.key("ctrl+z")
    walk.shot("undone")
    walk.key("ctrl+shift+z")
    walk.shot("redone")
    walk.key("ctrl+h")
    walk.shot("history")
    walk.key("Escape")


def move_pin(walk):
    """The pin is put somewhere on the map by a click, and then dragged on from there: one step each."""
    wide = walk.screen.width / walk.scale
    left = min(max(wide * 0.17, 272), 340) if wide >= 940 else 52
    x, y = (left + wide - 388) / 2, 200
    for name, put in [("clicked", lambda: walk.click(x, y)), ("dragged", lambda: walk.drag(x, y, x + 60, y + 35))]:
        walk.click(-191, -48)
        walk.changed(lambda: walk.click(-300, -117))
        walk.shot(f"pin-held-{name}")
        put()
        walk.shot(f"pin-{name}")


def save(walk, path):
    walk.changed(lambda: walk.key("ctrl+s"))
    walk.key("ctrl+a")
    walk.type(path)
    walk.changed(lambda: walk.key("Return"))
    walk.shot("saved")
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def second_window(walk, path):
    """A second window on the file says so and saves nothing over it."""
    first, held = (walk.program, walk.window), open(path, "rb").read()
    walk.start(path)
    walk.shot("second-window")
    walk.key("Right", "c", "Return", "Escape", "ctrl+s")
    walk.shot("second-refused")
    if open(path, "rb").read() != held:
        walk.fail("the second window saved over the file of the first")
    # As it was before, it closes unasked and leaves nothing over.
    walk.key("Escape", "ctrl+z")
    walk.rest()
    close_window.close(int(walk.window))
    closed(walk)
    walk.program, walk.window = first
    walk.do("windowfocus", walk.window)


def closed(walk):
    try:
        code = walk.program.wait(timeout=20)
    except subprocess.TimeoutExpired:
        walk.fail("the window does not close")
    if code != 0:
        walk.fail(f"the program ended with {code}")


def main():
    options = parse()
    files = options.files or sorted(glob.glob("assets/sample/*"))
    walk = Walk(options)
    walk.start()
    look(walk)
    open_articles(walk, files)
    read(walk)
    compare(walk)
    explore(walk)
    check(walk)
    correct(walk)
    for name, key in [("keys", "question"), ("palette", "ctrl+k"), ("export", "ctrl+e")]:
        walk.key(key)
        walk.shot(name)
        walk.key("Escape")
    path = os.path.join(walk.home.name, "walked.dateline")
    story = save(walk, path)
    kinds = sorted({kind for decision in story["decisions"] for kind in decision})
    if len(story["decisions"]) < 3:
        walk.fail(f"of what was decided only {kinds} is in the saved file")
    second_window(walk, path)
    close_window.close(int(walk.window))
    closed(walk)
    walk.start(path)
    walk.shot("opened-again")
    walk.key("Right", "c", "Return", "Escape")
    walk.shot("changed-again")
    close_window.close(int(walk.window))
    walk.shot("asked")
    walk.key("Escape")
    # A copy is kept within a second; then the window is gone without a word.
    time.sleep(2)
    walk.program.kill()
    walk.program.wait()
    walk.start()
    walk.shot("left-over")
    walk.click(walk.screen.width / walk.scale / 2 + 186, walk.screen.height / walk.scale / 2 - 12)
    walk.shot("restored")
    walk.key("ctrl+s")
    walk.shot("saved-again")
    with open(path, encoding="utf-8") as file:
        again = json.load(file)
    if len(again["decisions"]) <= len(story["decisions"]):
        walk.fail("what was decided before the kill is not in what was restored")
    close_window.close(int(walk.window))
    closed(walk)
    walk.log.seek(0)
    if b"panicked" in walk.log.read():
        walk.fail("the program panicked")
    walk.end()
    print(f"walk: {walk.count} steps")


if __name__ == "__main__":
    main()
