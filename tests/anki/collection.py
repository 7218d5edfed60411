"""Makes a collection with the real Anki library, exports it in every way, changes it and exports it again.

collection.py FOLDER: writes new.apkg, old.apkg, all.colpkg, notes.txt, cards.txt and expected.json; later.apkg and later.json after some
changes. What is expected is what Anki itself says of each card, its memory by FSRS among it.
"""

import json
import os
import random
import sys
import time

# Where the learner is: four hours east. Anki counts days there.
os.environ["TZ"] = "Etc/GMT-4"
time.tzset()

from anki.collection import Collection, ExportAnkiPackageOptions

folder = sys.argv[1]
DAY = 86_400_000
# Noon, a good year before anything is exported.
BEGIN = 1_760_000_000_000 // DAY * DAY + DAY // 2

col = Collection(os.path.join(folder, "collection.anki2"))
col.set_config("fsrs", True)
chance = random.Random(1)


def note(kind, deck, *fields, tags=()):
    made = col.new_note(col.models.by_name(kind))
    made.fields[: len(fields)] = fields
    made.tags = list(tags)
    col.add_note(made, col.decks.id(deck))
    return made


first = note("Basic", "История::1944 год", "Когда снята <b>блокада</b> Ленинграда?", "27&nbsp;января 1944&nbsp;г.", tags=["война"])
note("Basic (and reversed card)", "История::1944 год", "столица Татарии", "Казань<br>[sound:kazan.mp3]")
note("Basic (type in the answer)", "История::1944 год", "Сколько будет 6&times;7?", "42")
note("Basic (optional reversed card)", "История", "A &lt; B", "да", "")
note("Cloze", "История", "В {{c1::1944}} году собрано {{c2::49,1::сколько?}} млн т {{c1::зерна}}.", "Отчёт")
note("Basic", "Default", '<img src="map.png">', "Ока")
for number in range(300):
    note("Basic", "Много", f"Вопрос {number}", f"Ответ {number}" + " слово" * (number * 7 % 900))


def row(at, card, ease, interval, factor, took, kind):
    col.db.execute(
        "insert into revlog values (?, ?, -1, ?, ?, 0, ?, ?, ?)", at, card, ease, interval, factor, took, kind
    )


def history(card, number):
    """Learning steps, then days, some of them failed; of some cards with what is no answer."""
    at = BEGIN + number * 1000 + chance.randrange(6 * 3_600_000)
    row(at, card, 3, -600, 0, 4000, 0)
    if number % 4 == 0:
        row(at + 60_000, card, 1, -60, 0, 9000, 0)
    row(at + 700_000, card, 3, 2, 2500, 3000, 0)
    for step in range(number % 7):
        at += chance.randrange(1, 40) * DAY + chance.randrange(-8, 8) * 3_600_000
        ease = chance.choice([1, 2, 3, 3, 3, 4])
        row(at, card, ease, 5, 2500, chance.randrange(60_000), 1)
        if ease == 1:
            row(at + 660_000, card, 3, 1, 2300, 2000, 2)
        if number % 11 == 3:
            # Only looked through, and a day set by hand.
            row(at + 900_000, card, 3, 5, 0, 1000, 3)
            row(at + 960_000, card, 0, 9, 2500, 0, 4)
    if number % 13 == 5:
        # Forgotten on purpose, and begun anew.
        row(at + 2 * DAY, card, 0, 0, 0, 0, 4)
        row(at + 3 * DAY, card, 3, -600, 0, 2500, 0)
        row(at + 3 * DAY + 600_000, card, 4, 4, 2500, 2500, 0)
    if number % 17 == 8:
        # Learned a second time without that having been said.
        row(at + 5 * DAY, card, 3, -600, 0, 2500, 0)
        row(at + 9 * DAY, card, 3, 4, 2500, 2500, 1)


cards = col.find_cards("", order="c.id")
for number, card in enumerate(cards):
    if number % 3 != 2:
        history(card, number)
col.sched.suspend_cards([cards[3], cards[20]])
col.sched.bury_cards([cards[4]])
col.set_user_flag_for_cards(3, [cards[5]])


# All of this was some time ago: what is changed now is later.
col.db.execute("update notes set mod = mod - 100000")
col.db.execute("update cards set mod = mod - 100000")


def expected():
    told = {}
    for id in col.find_cards("", order="c.id"):
        card = col.get_card(id)
        state = col.compute_memory_state(id)
        told[f"{card.note().guid} {card.ord}"] = {
            "deck": col.decks.name(card.did),
            "question": card.question(),
            "suspended": card.queue == -1,
            "buried": card.queue in (-2, -3),
            "flag": card.user_flag(),
            "answers": [list(row) for row in col.db.all("select id, ease, time from revlog where cid = ? and ease > 0 order by id", id)],
            "stability": state.stability if state.stability is not None else None,
            "difficulty": state.difficulty if state.difficulty is not None else None,
        }
    return told


def packed(name, legacy):
    options = ExportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True, with_media=True, legacy=legacy)
    col.export_anki_package(out_path=os.path.join(folder, name), options=options, limit=None)


def write(name, value):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        json.dump(value, file, ensure_ascii=False)


packed("new.apkg", False)
packed("old.apkg", True)
col.export_note_csv(
    out_path=os.path.join(folder, "notes.txt"), limit=None, with_html=True, with_tags=True, with_deck=True, with_notetype=True, with_guid=True
)
col.export_card_csv(out_path=os.path.join(folder, "cards.txt"), limit=None, with_html=False)
write("expected.json", expected())

# Anki counts changes in whole seconds: a change in the second in which a card was made would count as none.
time.sleep(2)
first["Back"] = "27 января 1944 года, полностью"
col.update_note(first)
row(BEGIN + 200 * DAY, cards[0], 3, 30, 2500, 1234, 1)
# It came from another device, and lies between others.
row(BEGIN + 12345, cards[1], 1, -60, 0, 4321, 0)
col.sched.unsuspend_cards([cards[20]])
note("Basic", "История", "Новая?", "Да")
packed("later.apkg", False)
write("later.json", expected())
col.export_collection_package(os.path.join(folder, "all.colpkg"), True, False)
