"""Has the real Anki library take in files of ours, and says what it has then.

taken_in.py FOLDER: takes in first.apkg, that once more, then edited.apkg, first.apkg again and notes.txt twice, into a collection of its
own; studies a card between, and says what there is then. Prints a JSON list of what is there after each step.
"""

import json
import os
import sys

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest, ImportCsvRequest

folder = sys.argv[1]
col = Collection(os.path.join(folder, "own.anki2"))


def told():
    notes = [col.get_note(id) for id in col.find_notes("")]
    cards = [col.get_card(id) for id in col.find_cards("")]
    return {
        "decks": sorted(col.decks.name(id) for id in {card.did for card in cards}),
        "kinds": sorted({note.note_type()["name"] for note in notes}),
        "notes": {note.guid: note.fields for note in notes},
        "cards": len(cards),
        "questions": {card.note().guid: card.question() for card in cards},
        "answers": {card.note().guid: card.answer() for card in cards},
        # The whole schedule of what was answered.
        "reviewed": {
            card.note().guid: [card.reps, card.lapses, card.type, card.queue, card.due, card.ivl, card.factor, card.left]
            for card in cards
            if card.reps > 0
        },
    }


def take_in(name):
    options = ImportAnkiPackageOptions(merge_notetypes=False, with_scheduling=True, with_deck_configs=False)
    col.import_anki_package(ImportAnkiPackageRequest(package_path=os.path.join(folder, name), options=options))
    problem, is_fine = col.fix_integrity()
    assert is_fine, problem
    return told()


def take_in_text(name):
    path = os.path.join(folder, name)
    metadata = col.get_csv_metadata(path=path, delimiter=None)
    metadata.global_notetype.id = col.models.by_name("Basic")["id"]
    del metadata.global_notetype.field_columns[:]
    # The columns that the headers do not name are the fields.
    metadata.global_notetype.field_columns.extend([3, 4])
    col.import_csv(ImportCsvRequest(path=path, metadata=metadata))
    return told()


steps = [take_in("first.apkg"), take_in("first.apkg")]
col.decks.select(col.get_card(col.find_cards("")[0]).did)
col.sched.answerCard(col.sched.getCard(), 3)
steps += [told(), take_in("edited.apkg"), take_in("first.apkg"), take_in_text("notes.txt"), take_in_text("notes.txt")]
print(json.dumps(steps, ensure_ascii=False))
