"""The story files of tests/data/stories, and how they are read.

A file holds articles, each after a line "== day" (or "== undated"), then "-----" and one line for each happening:
number | names of its place, by ";" | first days, by ";" | what befell whom and the counts told ("killed 5 7"). "[n]" in a
text says that what follows, up to the next mark, tells of happening n; 0 is none of the list.
"""
import re


def article(day, body):
    """The text of an article without its marks, and where each mark stood, in code points."""
    text, marks = "", []
    for piece in re.split(r"(\[\d+\])", body.strip() + "\n"):
        if re.fullmatch(r"\[\d+\]", piece):
            marks.append((len(text), int(piece[1:-1])))
        else:
            text += piece
    if day != "undated":
        line, cut = f"\nPublished: {day}", len(text.partition("\n")[0])
        text = text[:cut] + line + text[cut:]
        marks = [(at + len(line) if at > cut else at, number) for at, number in marks]
    return text, marks


def story(path):
    """The articles of a story file, as texts with their marks, and the lines of its happenings."""
    texts, happenings = path.read_text(encoding="utf-8").split("\n-----\n")
    parts = re.split(r"(?m)^== (.*)\n", texts)[1:]
    return [article(day.strip(), body) for day, body in zip(parts[::2], parts[1::2])], happenings.strip().splitlines()
