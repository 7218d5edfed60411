"""Reads Moodle's XML and compares it with the cards: python3 moodle.py FILE EXPECTED

Choices are read with the package moodle-xml-parser, which knows no other kind; the rest by the names that Moodle's own import looks for.
"""

import json
import sys
from html.parser import HTMLParser
from xml.etree import ElementTree

from moodle_xml_parser import parser

KINDS = {"choice": "multichoice", "number": "numerical", "words": "shortanswer", "order": "matching", "essay": "essay"}


class Words(HTMLParser):
    """The text of HTML, a line a block, and the names of its elements."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.lines, self.names = [], set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        assert not attrs, (tag, attrs)
        self.names.add(tag)
        self.lines.append("")

    def handle_data(self, data):
        self.lines[-1] += data


def words(html):
    read = Words(html or "")
    assert read.names <= {"p", "blockquote"}, read.names
    return [" ".join(line.split()) for line in read.lines]


def plain(text):
    """With plain spaces only."""
    return " ".join(text.split()) if text else None


def text(element, path):
    found = element.find(f"{path}/text")
    assert found is not None, path
    return found.text or ""


def main(file, told):
    with open(told, encoding="utf-8") as read:
        expected = json.load(read)
    with open(file, "rb") as read:
        xml = read.read()
    category, *questions = ElementTree.fromstring(xml).findall("question")
    assert text(category, "category") == "$course$/top/Тыл // {1944}: цифры"
    assert len(questions) == len(expected)
    choices = iter(parser.parse_bytes(xml)["multichoice"])
    ids = set()
    for question, card in zip(questions, expected):
        assert question.get("type") == KINDS[card["kind"]], card
        prompt = words(text(question, "questiontext"))
        assert prompt[0] == card["prompt"], (prompt, card)
        assert question.find("questiontext").get("format") == "html"
        assert text(question, "name").strip() and len(text(question, "name")) < 100
        assert question.find("idnumber").text == f"konspekt-{card['id']}"
        ids.add(question.find("idnumber").text)
        feedback = words(text(question, "generalfeedback"))
        assert feedback[-1] == "Источник: А. Б. <Автор>, {Труд} & дни, 1947", feedback
        answers = question.findall("answer")
        if card["kind"] == "choice":
            choice = next(choices)
            assert choice.single and choice.shuffle_answers
            # The package resolves entities once more than a browser would; Moodle does not.
            found = [(plain(o.answer), o.score_fraction, plain(o.feedback)) for o in choice.options]
            wanted = [
                (f"<p>{o['text']}</p>", 100 if o["right"] else 0, o["reason"] and f"<p>{o['reason']}</p>")
                for o in card["options"]
            ]
            assert [words(text(a, "."))[0] for a in answers] == [o["text"] for o in card["options"]]
            assert found == wanted, (found, wanted)
        elif card["kind"] == "number":
            found = [(a.find("text").text, a.find("tolerance").text) for a in answers]
            assert found == [tuple(number) for number in card["numbers"]], found
            assert all(float(value) is not None and a.get("fraction") == "100" for a, (value, _) in zip(answers, found))
        elif card["kind"] == "words":
            found = [a.find("text").text.replace("\\*", "*") for a in answers]
            assert found == list(dict.fromkeys(card["words"])), (found, card)
            assert all("*" not in a.find("text").text.replace("\\*", "") for a in answers)
        elif card["kind"] == "order":
            pairs = [(text(s, "answer"), words(text(s, "."))[0]) for s in question.findall("subquestion")]
            assert sorted(pairs) == [(str(at + 1), o["text"]) for at, o in enumerate(card["options"])], pairs
        else:
            assert words(text(question, "graderinfo"))[0] == f"Ответ: {card['answer']}"
            assert not answers
    assert next(choices, None) is None
    assert len(ids) == len(questions)
    print(f"{len(questions)} questions")


main(*sys.argv[1:])
