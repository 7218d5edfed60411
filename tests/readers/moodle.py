"""Reads Moodle's XML and compares it with the cards: python3 moodle.py FILE EXPECTED

Choices are read with the package moodle-xml-parser, which knows no other kind. What Moodle itself does with a question of each kind is said
here in a few rules, after question/format/xml/format.php and the save_question_options of each question type (Moodle 4 and 5): what it
looks for and where, what it takes for granted where that is missing, and what it refuses. Nothing else may be in a question.
"""

import json
import sys
from decimal import Decimal
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


# Grades that Moodle's list has, of those that we give.
GRADES = {"0", "100"}
COMMON = {"name", "questiontext", "generalfeedback", "defaultgrade", "penalty", "hidden", "idnumber"}
NUMBERINGS = {"none", "abc", "ABCD", "123", "iii", "IIII"}
RESPONSES = {"editor", "editorfilepicker", "plain", "monospaced", "noinline"}
FORMATS = {"html", "moodle_auto_format", "plain_text", "markdown"}
LONGEST = {"name": 255, "idnumber": 100}


def one(question, path):
    """The text of an element that is there exactly once: Moodle takes the first and would leave others out in silence."""
    found = question.findall(path)
    assert len(found) == 1, (path, len(found))
    return found[0].text or ""


def worded(question, path, may_be_empty=False):
    """A text with its format, as import_text_with_files reads it."""
    element = question if path == "." else question.find(path)
    assert element.get("format") in FORMATS, path
    words = one(element, "text")
    assert may_be_empty or words.strip(), path
    return words


def flag(question, path):
    """As trans_single reads it: anything but false and nothing would be true."""
    value = one(question, path)
    assert value in ("true", "false", "0", "1"), (path, value)
    return value in ("true", "1")


def graded(question):
    """The answers, one of which has to be worth everything, each with a remark."""
    answers = question.findall("answer")
    assert all(answer.get("fraction") in GRADES for answer in answers)
    assert any(answer.get("fraction") == "100" for answer in answers), "no answer is worth a full mark"
    for answer in answers:
        worded(answer, "feedback", may_be_empty=True)
    return answers


def only(element, names):
    found = {child.tag for child in element}
    assert found <= names, found - names


def multichoice(question):
    only(question, COMMON | {"single", "shuffleanswers", "answernumbering", "answer"})
    answers = graded(question)
    assert flag(question, "single") and flag(question, "shuffleanswers")
    assert one(question, "answernumbering") in NUMBERINGS
    # Fewer than two are refused; of a single choice exactly one is worth everything, and no two are the same.
    assert len(answers) >= 2 and sum(answer.get("fraction") == "100" for answer in answers) == 1
    assert len({worded(answer, ".") for answer in answers}) == len(answers)
    for answer in answers:
        only(answer, {"text", "feedback"})


def shortanswer(question):
    only(question, COMMON | {"usecase", "answer"})
    assert one(question, "usecase") == "0"
    answers = [one(answer, "text") for answer in graded(question)]
    # Moodle cuts off white space around an answer, and leaves an empty one out.
    assert answers and all(answer and answer == answer.strip() for answer in answers), answers
    assert len({answer.lower() for answer in answers}) == len(answers), answers


def numerical(question):
    only(question, COMMON | {"answer", "unitgradingtype", "unitpenalty", "showunits", "unitsleft"})
    answers = graded(question)
    assert answers
    for answer in answers:
        only(answer, {"text", "feedback", "tolerance"})
        # Whatever the language of the course, the file has points.
        value, tolerance = Decimal(one(answer, "text")), Decimal(one(answer, "tolerance"))
        assert value.is_finite() and tolerance.is_finite() and tolerance >= 0
    # No units: 3 is none, 0 is no penalty for one.
    assert [one(question, name) for name in ("unitgradingtype", "unitpenalty", "showunits", "unitsleft")] == ["0", "0", "3", "0"]


def matching(question):
    only(question, COMMON | {"shuffleanswers", "subquestion"})
    assert flag(question, "shuffleanswers")
    asked = question.findall("subquestion")
    # Two questions and three answers at least.
    assert len(asked) >= 2 and len({one(each, "answer/text").strip() for each in asked}) >= 3
    for each in asked:
        only(each, {"text", "answer"})
        worded(each, ".")
        assert one(each, "answer/text").strip()


def essay(question):
    only(
        question,
        COMMON | {"responseformat", "responserequired", "responsefieldlines", "attachments", "graderinfo", "responsetemplate"},
    )
    assert one(question, "responseformat") in RESPONSES
    # An answer that is required has to have somewhere to go.
    assert one(question, "responserequired") == "1" and one(question, "responseformat") != "noinline"
    assert int(one(question, "responsefieldlines")) > 0 and one(question, "attachments") == "0"
    worded(question, "graderinfo")
    worded(question, "responsetemplate", may_be_empty=True)


IMPORTS = {f.__name__: f for f in (multichoice, shortanswer, numerical, matching, essay)}


def imported(question):
    """Follows Moodle's import of one question as far as it can go wrong."""
    for name in ("name/text", "idnumber"):
        value = one(question, name)
        assert value.strip() and len(value) <= LONGEST[name.split("/")[0]], (name, value)
    worded(question, "questiontext")
    worded(question, "generalfeedback")
    assert Decimal(one(question, "defaultgrade")) == 1 and 0 <= Decimal(one(question, "penalty")) <= 1
    assert one(question, "hidden") == "0"
    IMPORTS[question.get("type")](question)


def seen():
    """Such rules see something."""
    head = (
        '<question type="{}"><name><text>n</text></name><questiontext format="html"><text>q</text></questiontext>'
        '<generalfeedback format="html"><text>f</text></generalfeedback><defaultgrade>1</defaultgrade><penalty>0.3</penalty>'
        "<hidden>0</hidden><idnumber>i</idnumber>{}</question>"
    )
    answer = '<answer fraction="{}" format="html"><text>{}</text><feedback format="html"><text/></feedback>{}</answer>'
    units = "<unitgradingtype>0</unitgradingtype><unitpenalty>0</unitpenalty><showunits>3</showunits><unitsleft>0</unitsleft>"
    number = lambda value, tolerance: ("numerical", answer.format(100, value, f"<tolerance>{tolerance}</tolerance>") + units)
    pair = lambda at: f'<subquestion format="html"><text>{at}</text><answer><text>{at}</text></answer></subquestion>'
    match = lambda count: ("matching", "<shuffleanswers>true</shuffleanswers>" + "".join(map(pair, range(count))))
    good = [number("1.5", "0.1"), match(3), ("shortanswer", "<usecase>0</usecase>" + answer.format(100, "a", ""))]
    bad = [
        number("1,5", "0.1"),
        number("1.5", "-1"),
        ("numerical", answer.format(100, "1", "") + units),
        match(2),
        ("shortanswer", "<usecase>0</usecase>" + answer.format(50, "a", "")),
        ("shortanswer", "<usecase>0</usecase>" + answer.format(100, "a", "") * 2),
        ("shortanswer", answer.format(100, "a", "")),
        ("multichoice", "<single>true</single><shuffleanswers>true</shuffleanswers><answernumbering>none</answernumbering>"
            + answer.format(100, "a", "")),
        ("cloze", ""),
    ]
    for kind, body in good:
        imported(ElementTree.fromstring(head.format(kind, body)))
    for kind, body in bad:
        try:
            imported(ElementTree.fromstring(head.format(kind, body)))
        except (AssertionError, ArithmeticError, KeyError):
            continue
        raise AssertionError((kind, body))


def main(file, told):
    seen()
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
        imported(question)
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
