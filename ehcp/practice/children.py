"""The children of practice: where each of them stands today, and how it came to that.

`late` says which duties are late, or were done late: those of this list and no others (tests hold it so).
"""

from __future__ import annotations

from types import MappingProxyType

from .cast import OVER_THERE
from .stories import THAT_DAY, After, Spec

MUM, DAD = "Mother", "Father"
ELSEWHERE = "Father, lives elsewhere"
THE_DECISION = frozenset({"decide_whether_to_assess", "tell_partners_the_decision"})
THE_ADVICE = frozenset({"give_advice"})
ON_A_PLAN = frozenset({"decide_whether_to_make_a_plan"})
THE_PLAN = frozenset({"issue_the_final_plan"})
THE_REVIEW = frozenset({"review_the_plan"})
AFTER_THE_MEETING = frozenset({"decide_after_the_review", "send_the_amendment_notice"})
NOT_YET = 9999
"""A step that nobody has got round to."""


def _pace(**days: int) -> MappingProxyType[str, int]:
    return MappingProxyType(days)


def _child(name: str, asked: int, age: int, profile: str, setting: str, *family: str, **more: object) -> Spec:
    """`family`: "Mother: Leila Haddad" and so on."""
    roles, names = zip(*(each.split(": ") for each in family), strict=True)
    return Spec(
        name=name,
        asked=asked,
        age=age,
        profile=profile,
        setting=setting,
        family=roles,
        names=names,
        **more,  # type: ignore[arg-type]
    )


NORTHMOOR: tuple[Spec, ...] = (
    # Asked for, not decided
    _child(
        "Noah Fletcher",
        3,
        6,
        "autism",
        "oakfield",
        "Mother: Claire Fletcher",
        pronouns="he",
        pace=_pace(tell=5),
    ),
    _child(
        "Isla Chowdhury", 12, 4, "down", "acorns", "Mother: Nasreen Chowdhury", "Father: Imtiaz Chowdhury"
    ),
    _child("Callum Reid", 24, 9, "reading", "st-hildas", "Father: Stuart Reid", pronouns="he"),
    _child("Freya Nowak", 39, 13, "anxiety", "eastfield", "Mother: Agata Nowak", pace=_pace(decide=NOT_YET)),
    _child(
        "Jayden Campbell",
        50,
        8,
        "attention",
        "oakfield",
        "Grandmother: Beverley Campbell",
        pronouns="he",
        pace=_pace(decide=NOT_YET),
        late=THE_DECISION,
    ),
    # Declined
    _child(
        "Poppy Sinclair",
        66,
        9,
        "reading",
        "millbrook",
        "Mother: Joanne Sinclair",
        "Father: Keith Sinclair",
        way="declined",
    ),
    _child(
        "Oscar Bianchi",
        120,
        11,
        "attention",
        "eastfield",
        "Mother: Giulia Bianchi",
        pronouns="he",
        way="declined",
        also=(
            (58, "ask_for_mediation", "family", {"words": "We would rather talk than go to law."}),
            (79, "record_mediation_certificate", "family", {"dated_on": THAT_DAY}),
            (88, "record_appeal", "family", {"words": "The Tribunal has our papers."}),
            (101, "register_appeal", "officer", {"number": "EH900/26/00652"}),
        ),
    ),
    _child(
        "Maya Thompson",
        300,
        7,
        "language",
        "harbour-lane",
        "Mother: Denise Thompson",
        way="declined",
        pace=_pace(decide=49),
        late=THE_DECISION,
    ),
    # Withdrawn
    _child(
        "Harvey Doyle",
        96,
        5,
        "language",
        "st-hildas",
        "Mother: Siân Doyle",
        pronouns="he",
        ends=(60, "withdraw_request", {"reasons": "We are moving abroad in the new year."}),
    ),
    # Being assessed
    _child(
        "Zainab Hussain", 40, 5, "language", "millbrook", "Mother: Farzana Hussain", "Father: Tahir Hussain"
    ),
    _child(
        "Finley Cooper",
        59,
        9,
        "autism",
        "harbour-lane",
        "Mother: Hayley Cooper",
        f"{ELSEWHERE}: Dean Cooper",
        pronouns="he",
    ),
    _child(
        "Chidera Obi",
        86,
        14,
        "anxiety",
        "larch-hill",
        "Mother: Ngozi Obi",
        "Father: Emeka Obi",
        pace=_pace(medical=NOT_YET),
        late=THE_ADVICE,
        also=(
            (
                78,
                "ask_a_question",
                "family",
                {
                    "question": "q-clinic",
                    "words": "Nobody from the clinic has rung us yet. Do they know about us?",
                },
            ),
            (
                80,
                "answer_question",
                "officer",
                {
                    "question": "q-clinic",
                    "words": "They do. I spoke to them this morning: the appointment is to be within two weeks, and "
                    "they write to you with the day. If you hear nothing by Friday week, please tell me.",
                },
            ),
        ),
    ),
    _child("Ruby Ashton", 62, 3, "movement", "acorns", "Mother: Kirsty Ashton", unknown="waiting"),
    _child(
        "Ethan Walker",
        62,
        8,
        "deaf",
        "harbour-lane",
        "Mother: Paula Walker",
        "Father: Neil Walker",
        pronouns="he",
        returned="education",
    ),
    _child(
        "Amelia Kaur",
        56,
        11,
        "movement",
        "bridgewater",
        "Mother: Jasbir Kaur",
        "Father: Harpreet Kaur",
        earlier="waiting",
    ),
    _child(
        "Leo Haddad",
        79,
        6,
        "language",
        "oakfield",
        "Mother: Leila Haddad",
        "Father: Sami Haddad",
        pronouns="he",
    ),
    _child(
        "Yara Haddad",
        109,
        9,
        "reading",
        "oakfield",
        "Mother: Leila Haddad",
        "Father: Sami Haddad",
        pace=_pace(psychological=NOT_YET),
        late=THE_ADVICE,
        also=(
            (
                107,
                "ask_a_question",
                "family",
                {"question": "q-late", "words": "If the psychologist is late, is the decision late as well?"},
            ),
        ),
    ),
    _child(
        "Riley Brennan",
        135,
        14,
        "attention",
        "eastfield",
        "Mother: Colette Brennan",
        pronouns="they",
        pace=_pace(psychological=NOT_YET),
        late=THE_ADVICE | ON_A_PLAN,
    ),
    # No plan
    _child(
        "Dexter Hill",
        116,
        10,
        "reading",
        "millbrook",
        "Father: Martin Hill",
        pronouns="he",
        way="no_plan",
        also=(
            (104, "ask_for_mediation", "family", {"words": "The advice says more than the letter."}),
            (
                110,
                "arrange_mediation",
                "officer",
                {"mediation_on": After(126), "place": "Millbrook library, 10am"},
            ),
        ),
    ),
    _child(
        "Anya Petrova",
        250,
        8,
        "attention",
        "st-hildas",
        "Mother: Irina Petrova",
        way="no_plan",
        unknown="nothing_more",
        also=(
            (120, "ask_for_mediation", "family", {"words": "We want to understand this."}),
            (139, "arrange_mediation", "officer", {"mediation_on": THAT_DAY, "place": "Town hall, room 2"}),
            (139, "end_mediation_without_agreement", "officer", {"words": "Nothing was agreed."}),
            (141, "record_mediation_certificate", "family", {"dated_on": THAT_DAY}),
        ),
    ),
    # A draft being written
    _child("Imogen Clarke", 86, 7, "autism", "millbrook", "Mother: Fiona Clarke", "Father: Adrian Clarke"),
    _child(
        "Kwame Mensah",
        87,
        10,
        "movement",
        "oakfield",
        "Mother: Abena Mensah",
        pronouns="he",
        pace=_pace(agree_g=NOT_YET, serve=NOT_YET),
    ),
    _child(
        "Lily-Mae Foster",
        90,
        4,
        "down",
        "acorns",
        "Mother: Shannon Foster",
        g_changes=True,
        unknown="ask_again",
    ),
    _child(
        "Tomasz Zielinski",
        151,
        13,
        "autism",
        "larch-hill",
        "Mother: Ewa Zielinska",
        "Father: Piotr Zielinski",
        pronouns="he",
        pace=_pace(medical=129),
        late=THE_ADVICE | ON_A_PLAN | THE_PLAN,
    ),
    # A draft with the family
    _child(
        "Evie Robinson", 96, 6, "language", "st-hildas", "Mother: Laura Robinson", "Father: Chris Robinson"
    ),
    _child(
        "Samuel Boateng",
        123,
        9,
        "autism",
        "harbour-lane",
        "Mother: Efua Boateng",
        pronouns="he",
        pace=_pace(consult_answer=NOT_YET, name=NOT_YET, final=NOT_YET),
        late=frozenset({"answer_the_consultation"}),
    ),
    _child("Aisha Rahman", 110, 10, "deaf", "harbour-lane", "Mother: Salma Rahman", "Father: Yusuf Rahman"),
    _child(
        "Jacob Price",
        102,
        14,
        "anxiety",
        "eastfield",
        "Mother: Rhian Price",
        f"{ELSEWHERE}: Gareth Price",
        pronouns="he",
        says_no="larch-hill",
        named="bridgewater",
    ),
    _child("Grace Morgan", 106, 12, "movement", "bridgewater", "Mother: Bethan Morgan", budget="agreed"),
    _child(
        "Max Holloway",
        121,
        7,
        "attention",
        "millbrook",
        "Foster carer: Sandra Yates",
        pronouns="he",
        redrafted=True,
    ),
    _child("Nia Evans", 117, 8, "language", "millbrook", "Mother: Carys-Ann Evans", earlier="used"),
    # A plan in force
    _child(
        "Ben Whittaker",
        129,
        6,
        "autism",
        "oakfield",
        "Mother: Susan Whittaker",
        "Father: Paul Whittaker",
        pronouns="he",
    ),
    _child(
        "Hana Suzuki", 141, 4, "down", "acorns", "Mother: Yuki Suzuki", "Father: Ken Suzuki", returned="other"
    ),
    _child(
        "Luca Romano",
        128,
        12,
        "movement",
        "bridgewater",
        "Mother: Elena Romano",
        pronouns="he",
        budget="review_asked",
    ),
    _child("Ella Simmons", 206, 11, "sight", "eastfield", "Mother: Tracey Simmons", budget="agreed"),
    _child("Zoe Laurent", 190, 10, "movement", "millbrook", "Mother: Camille Laurent", budget="upheld"),
    _child(
        "Isaac Grant",
        127,
        9,
        "sight",
        "st-hildas",
        "Father: Leroy Grant",
        pronouns="he",
        budget="overturned",
        earlier="not_enough",
    ),
    _child(
        "Daniel Osborne",
        300,
        17,
        "college",
        "college",
        "self: Daniel Osborne",
        "Mother: Wendy Osborne",
        pronouns="he",
        also=(
            (285, "ask_for_reassessment", "family", {"reasons": "Much has changed since I began college."}),
            (294, "agree_to_reassess", "manager", {"reasons": "The college and the family say the same."}),
        ),
    ),
    _child(
        "Theo Lindley",
        215,
        3,
        "language",
        "acorns",
        "Mother: Rachel Lindley",
        pronouns="he",
        pace=_pace(early_review=NOT_YET),
    ),
    _child(
        "Kayleigh Burton",
        178,
        14,
        "anxiety",
        "larch-hill",
        "Mother: Donna Burton",
        pace=_pace(make_plan=120, final=50),
        late=ON_A_PLAN | THE_PLAN,
    ),
    _child("Wren Gallagher", 520, 8, "autism", "oakfield", "Mother: Orla Gallagher", pronouns="they"),
    _child(
        "Oliver Tran",
        540,
        12,
        "autism",
        "bridgewater",
        "Mother: Linh Tran",
        "Father: Minh Tran",
        pronouns="he",
        review="amend",
    ),
    _child(
        "Skye Anderson", 530, 10, "attention", "st-hildas", "Mother: Michelle Anderson", review="not_amend"
    ),
    _child(
        "Bethany Cross",
        520,
        17,
        "college",
        "college",
        "self: Bethany Cross",
        "Mother: Gillian Cross",
        review="kept",
    ),
    _child(
        "Aaron Silva",
        500,
        11,
        "language",
        "eastfield",
        "Mother: Marta Silva",
        pronouns="he",
        pace=_pace(meeting=NOT_YET),
        late=THE_REVIEW,
    ),
    # Under review, at each step of it
    _child("Precious Nkosi", 402, 9, "complex", "fernhill", "Mother: Thandi Nkosi", "Father: Sipho Nkosi"),
    _child(
        "Arjun Mehta",
        412,
        10,
        "autism",
        "harbour-lane",
        "Mother: Kavita Mehta",
        "Father: Rohan Mehta",
        pronouns="he",
    ),
    _child("Rowan Ellis", 422, 13, "sight", "eastfield", "Mother: Jane Ellis", pronouns="they"),
    _child(
        "Scarlett Hughes",
        452,
        13,
        "anxiety",
        "larch-hill",
        "Mother: Kerry Hughes",
        pace=_pace(report=NOT_YET, amend=NOT_YET, decide_review=NOT_YET),
        late=frozenset({"report_on_the_meeting"}),
    ),
    _child(
        "Mohammed Iqbal",
        446,
        8,
        "deaf",
        "harbour-lane",
        "Mother: Shazia Iqbal",
        "Father: Nadeem Iqbal",
        pronouns="he",
    ),
    _child("Jasmine Achebe", 453, 14, "movement", "bridgewater", "Mother: Chioma Achebe", review="amend"),
    _child(
        "Reece Palmer",
        500,
        12,
        "anxiety",
        "eastfield",
        "Mother: Lisa Palmer",
        f"{ELSEWHERE}: Wayne Palmer",
        pronouns="he",
        pace=_pace(meeting=404),
        late=THE_REVIEW,
    ),
    _child(
        "Molly Harper",
        474,
        7,
        "down",
        "millbrook",
        "Mother: Elaine Harper",
        pace=_pace(decide_review=NOT_YET),
        late=AFTER_THE_MEETING,
    ),
    # Being amended
    _child("Tilly Jenkins", 465, 11, "autism", "bridgewater", "Mother: Rebecca Jenkins", review="amend"),
    _child(
        "Dominic Reyes",
        473,
        15,
        "autism",
        "larch-hill",
        "Mother: Maria Reyes",
        pronouns="he",
        review="amend",
        named="larch-hill",
    ),
    # Ceasing and ceased
    _child(
        "Connor Blake",
        482,
        19,
        "college",
        "college",
        "self: Connor Blake",
        "Mother: Julie Blake",
        pronouns="he",
        review="cease",
    ),
    _child("Farah Aziz", 640, 20, "college", "college", "self: Farah Aziz", review="cease"),
    # The other ways a file ends
    _child(
        "Elliot Sharp",
        240,
        8,
        "attention",
        "oakfield",
        "Mother: Nicola Sharp",
        pronouns="he",
        also=(
            (
                190,
                "note_move",
                "officer",
                {"moves_on": THAT_DAY, "aware_on": THAT_DAY, "to_words": "Farshire Council"},
            ),
            (190, "tell_commissioner_of_move", "joan", {"words": "Our colleagues in Farshire know."}),
        ),
        ends=(200, "transfer_plan", {}),
    ),
    _child(
        "Rose Hartnell",
        300,
        9,
        "complex",
        "fernhill",
        "Mother: Annette Hartnell",
        "Father: Simon Hartnell",
        ends=(262, "record_death", {}),
    ),
    _child(
        "Gareth Lowe",
        420,
        24,
        "college",
        "college",
        "self: Gareth Lowe",
        pronouns="he",
        ends=(390, "end_by_age", {}),
    ),
    # What may happen to a plan, or to a refusal, afterwards
    _child(
        "Jonas Whitby",
        290,
        8,
        "attention",
        "millbrook",
        "Mother: Greta Whitby",
        "Father: Neil Whitby",
        pronouns="he",
        way="declined",
        also=(
            (48, "decline_mediation", "family", {"words": "We have talked enough."}),
            (51, "record_mediation_certificate", "family", {"dated_on": THAT_DAY}),
            (72, "record_appeal", "family", {"words": "School says he needs an assessment, and so do we."}),
            (80, "register_appeal", "officer", {"number": "EH900/26/00417"}),
            (108, "respond_to_appeal", "officer", {"words": "School's support has only begun."}),
            (
                284,
                "record_order",
                "officer",
                {"outcome": "assess", "words": "The local authority shall carry out an assessment."},
            ),
        ),
    ),
    _child(
        "Ines Carvalho",
        430,
        9,
        "movement",
        "st-hildas",
        "Mother: Filipa Carvalho",
        "Father: Rui Carvalho",
        assessed_again=True,
    ),
    _child(
        "Sofia Lindgren",
        152,
        8,
        "language",
        "oakfield",
        "Mother: Karin Lindgren",
        pace=_pace(medical=118, accept=120, make_plan=126, final=46),
        late=THE_ADVICE,
        also=tuple(
            (
                98,
                "record_exception",
                "officer",
                {
                    "duty": duty,
                    "ground": "absent",
                    "statement": "The family was with a dying grandmother abroad, and nobody here could see Sofia.",
                    "evidence": "Letter of the hospital in Malmö, and the flights.",
                    "began_on": After(52),
                    "ended_on": After(92),
                },
            )
            for duty in ("C1", "C7")
        ),
    ),
    _child(
        "Zara Malik",
        0,
        10,
        "reading",
        "millbrook",
        "Mother: Saima Malik",
        "Father: Usman Malik",
        year=6,
        next_setting="eastfield",
    ),
    _child(
        "Kieran Walsh",
        300,
        15,
        "complex",
        "fernhill",
        "Mother: Aoife Walsh",
        "self: Kieran Walsh",
        pronouns="he",
        year=11,
    ),
)

A_MOVE = {"aware_on": THAT_DAY, "to": f"{OVER_THERE}southvale"}
MOVING: tuple[Spec, ...] = (
    # Moved, and what the new council owes
    _child(
        "Hugo Marchetti",
        232,
        7,
        "movement",
        "oakfield",
        "Mother: Bianca Marchetti",
        pronouns="he",
        also=(
            (184, "note_move", "officer", {"moves_on": After(205), **A_MOVE}),
            (205, "transfer_plan", "officer", {"caseworker": f"{OVER_THERE}marcus"}),
            (205, "tell_commissioner_of_move", "joan", {"words": "Spoke with Moira Lang, who has the plan."}),
            (
                219,
                "say_health_can_be_arranged",
                f"{OVER_THERE}joan",
                {"words": "Southvale's physiotherapist begins after half-term, as often as the plan says."},
            ),
        ),
    ),
    # About to move
    _child(
        "Mabel Oduya",
        243,
        6,
        "language",
        "st-hildas",
        "Mother: Grace Oduya",
        "Father: Samuel Oduya",
        also=((239, "note_move", "officer", {"moves_on": After(257), **A_MOVE}),),
    ),
)
"""Between the two councils."""

SOUTHVALE: tuple[Spec, ...] = (
    _child("Nell Barker", 20, 5, "language", "willow", "Mother: Ada Barker"),
    _child("Jonah Petit", 70, 6, "language", "willow", "Mother: Odile Petit", pronouns="he"),
    _child("Ivy Sorensen", 180, 7, "language", "willow", "Mother: Karin Sorensen"),
)
