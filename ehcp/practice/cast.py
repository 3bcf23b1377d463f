"""Who works in and round the fictional council of Northmoor, and who in its neighbour Southvale.

Written as in a case file (docs/case-file.md). The children and their families are in children.py; those of the
three example files bring themselves. Everybody is invented.
"""

from __future__ import annotations

from typing import Any

Part = dict[str, dict[str, Any]]


def _organisation(name: str, kind: str, host: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "kind": kind, "email": f"office@{host}.example", **more}


NURSERY, PRIMARY, SECONDARY, TO_NINETEEN = -1, 6, 11, 14
"""The last year group that settings of these kinds teach."""


def _school(
    name: str, host: str, type_of_setting: str, last: int | None = None, kind: str = "school"
) -> dict[str, Any]:
    until = {} if last is None else {"last_year_group": last}
    return _organisation(name, kind, host, type_of_setting=type_of_setting, **until)


def _person(name: str, role: str, organisation: str, title: str, **more: Any) -> dict[str, Any]:
    plain = name.removeprefix("Dr ").lower().replace(" ", ".").replace("'", "")
    host = {"icb": "icb.northmoor", "southvale": "southvale"}.get(organisation, "northmoor")
    return {
        "name": name,
        "email": f"{plain}@{host}.example",
        "role": role,
        "organisation": organisation,
        "title": title,
        **more,
    }


ORGANISATIONS: Part = {
    "northmoor": _organisation(
        "Northmoor Council", "authority", "send.northmoor", reference_prefix="NM", phone="01632 960100"
    ),
    "icb": _organisation("NHS Northmoor Integrated Care Board", "health_commissioner", "icb.northmoor"),
    # Services
    "psychology": _organisation("Northmoor Educational Psychology Service", "psychology", "eps.northmoor"),
    "speech": _organisation(
        "Northmoor Children's Speech and Language Therapy", "therapy", "slt.community-health"
    ),
    "therapies": _organisation(
        "Northmoor Children's Physiotherapy and Occupational Therapy", "therapy", "therapies.community-health"
    ),
    "paediatrics": _organisation(
        "Northmoor Community Paediatrics", "paediatrics", "paediatrics.community-health"
    ),
    "camhs": _organisation(
        "Northmoor Child and Adolescent Mental Health Service", "mental_health", "camhs.northmoor-trust"
    ),
    "learning-disability": _organisation(
        "Northmoor Community Learning Disability Team", "other", "cldt.community-health"
    ),
    "sensory": _organisation("Northmoor Sensory Support Service", "sensory", "sensory.northmoor"),
    "social-care": _organisation("Northmoor Children's Social Care", "social_care", "childrens.northmoor"),
    "adult-care": _organisation("Northmoor Adult Social Care", "adult_care", "adults.northmoor"),
    "employment": _organisation("Northmoor Supported Employment", "adulthood", "work.northmoor"),
    # Settings
    "acorns": _school(
        "Little Acorns Nursery", "little-acorns", "early years provider", NURSERY, "early_years"
    ),
    "millbrook": _school("Millbrook Primary School", "millbrook", "mainstream primary school", PRIMARY),
    "oakfield": _school("Oakfield Primary School", "oakfield", "mainstream primary school", PRIMARY),
    "st-hildas": _school("St Hilda's Primary School", "st-hildas", "mainstream primary school", PRIMARY),
    "harbour-lane": _school(
        "Harbour Lane Primary School",
        "harbour-lane",
        "mainstream primary school with a base for deaf children",
        PRIMARY,
    ),
    "eastfield": _school("Eastfield High School", "eastfield-high", "mainstream secondary school", SECONDARY),
    "larch-hill": _school(
        "Larch Hill Academy", "larch-hill", "mainstream secondary school with an autism base", SECONDARY
    ),
    "bridgewater": _school(
        "Bridgewater Academy", "bridgewater", "mainstream secondary school with an autism base", SECONDARY
    ),
    "fernhill": _school("Fernhill School", "fernhill", "special school for pupils aged 4 to 19", TO_NINETEEN),
    "college": _school(
        "Northmoor College", "northmoor-college", "general further education college", kind="college"
    ),
}

PEOPLE: Part = {
    # The council
    "ruth": _person("Ruth Adeyemi", "caseworker", "northmoor", "SEND officer"),
    "marcus": _person("Marcus Webb", "caseworker", "northmoor", "SEND officer"),
    "tessa": _person("Tessa Lindqvist", "caseworker", "northmoor", "SEND officer, early years"),
    "dev": _person("Dev Chandra", "caseworker", "northmoor", "SEND officer"),
    "helen": _person("Helen Marsh", "manager", "northmoor", "Head of statutory assessment"),
    "graham": _person("Graham Okoro", "manager", "northmoor", "Deputy head of statutory assessment"),
    # Health
    "joan": _person("Joan Whitaker", "health_commissioner", "icb", "Designated clinical officer"),
    "daniel": _person("Dr Daniel Osei", "professional", "paediatrics", "Community paediatrician"),
    "miriam": _person("Dr Miriam Stein", "professional", "paediatrics", "Community paediatrician"),
    "fergus": _person(
        "Dr Fergus Bell", "professional", "camhs", "Consultant child and adolescent psychiatrist"
    ),
    "hannah": _person(
        "Dr Hannah Cole", "professional", "learning-disability", "Consultant, learning disability"
    ),
    "siobhan": _person("Siobhan Kelly", "professional", "speech", "Specialist speech and language therapist"),
    "amy": _person("Amy Lockwood", "professional", "speech", "Speech and language therapist"),
    "kofi": _person("Kofi Annor", "professional", "therapies", "Children's physiotherapist"),
    "lena": _person("Lena Fischer", "professional", "therapies", "Children's occupational therapist"),
    # Education
    "priya": _person("Dr Priya Raman", "professional", "psychology", "Educational psychologist"),
    "colin": _person("Colin Waverley", "professional", "psychology", "Educational psychologist"),
    "judith": _person("Judith Barlow", "professional", "sensory", "Teacher of the deaf"),
    "stefan": _person(
        "Stefan Kowal", "professional", "sensory", "Teacher of children with a vision impairment"
    ),
    "tariq": _person("Tariq Mahmood", "professional", "employment", "Preparing for adulthood adviser"),
    # Social care
    "carys": _person("Carys Bevan", "professional", "social-care", "Early help and disability social worker"),
    "imogen": _person("Imogen Hale", "professional", "social-care", "Designated social care officer"),
    "yvonne": _person("Yvonne Clarke", "professional", "adult-care", "Transitions social worker"),
    # Settings
    "gwen": _person("Gwen Potter", "professional", "acorns", "Manager and early years SENCO"),
    "tom": _person("Tom Ashworth", "professional", "millbrook", "SENCO"),
    "nicola": _person("Nicola Frame", "professional", "oakfield", "SENCO"),
    "bernard": _person("Bernard Ahern", "professional", "st-hildas", "SENCO"),
    "rosa": _person("Rosa Delgado", "professional", "harbour-lane", "SENCO"),
    "angela": _person("Angela Frost", "professional", "eastfield", "SENCO"),
    "owen": _person("Owen Price", "professional", "larch-hill", "Assistant head, inclusion"),
    "nadia": _person("Nadia Rahman", "professional", "bridgewater", "Lead teacher, The Harbour autism base"),
    "patrick": _person("Patrick Dunne", "professional", "fernhill", "Deputy head"),
    "ian": _person("Ian Foster", "professional", "college", "Head of learning support"),
}

SAME_PERSON_AS_IN_THE_EXAMPLES = {
    "tom": "senco@millbrook.example",
    "angela": "senco@eastfield-high.example",
    "siobhan": "siobhan.kelly@community-health.example",
    "amy": "amy.lockwood@community-health.example",
    "daniel": "daniel.osei@community-health.example",
    "fergus": "fergus.bell@northmoor-trust.example",
    "hannah": "hannah.cole@community-health.example",
    "owen": "owen.price@larch-hill.example",
    "nadia": "nadia.rahman@bridgewater.example",
    "ian": "ian.foster@northmoor-college.example",
}
for _name, _address in SAME_PERSON_AS_IN_THE_EXAMPLES.items():
    PEOPLE[_name]["email"] = _address

SENCO = {
    person["organisation"]: name
    for name, person in PEOPLE.items()
    if "type_of_setting" in ORGANISATIONS[person["organisation"]]
}
"""Who speaks for each setting."""

ANSWER_FOR_IT = ("helen", "joan", "imogen")
"""The accountable officers: head of SEND, designated clinical officer, designated social care officer. For the
services of health the board's answers, for those of the council its head of SEND."""
IN_NO_STORY = ("imogen",)
AWAY = {"dev": "marcus"}
"""Who is on leave today, and who covers."""
ONE_MESSAGE_A_DAY = ("tessa",)
READ_BEST = {"samina.siddiqui@family.example": "ur"}
"""Of the families of the examples: who reads another language best."""

# The neighbour: another council, whose people see nothing of Northmoor's, and Northmoor's nothing of theirs; save of a
# family that moves, and then each its own file.

SOUTHVALE_ORGANISATIONS: Part = {
    "southvale": _organisation(
        "Southvale Council", "authority", "send.southvale", reference_prefix="SV", phone="01632 960500"
    ),
    "icb": _organisation("NHS Southvale Integrated Care Board", "health_commissioner", "icb.southvale"),
    "psychology": _organisation("Southvale Psychology Service", "psychology", "eps.southvale"),
    "paediatrics": _organisation("Southvale Child Health", "paediatrics", "child-health.southvale"),
    "social-care": _organisation("Southvale Children's Services", "social_care", "childrens.southvale"),
    "speech": _organisation("Southvale Speech and Language Therapy", "therapy", "slt.southvale"),
    "willow": _school("Willow Park Primary School", "willow-park", "mainstream primary school", PRIMARY),
}
SOUTHVALE_PEOPLE: Part = {
    name: {**person, "email": person["email"].replace("northmoor", "southvale")}
    for name, person in {
        "marcus": _person("Petra Novak", "caseworker", "southvale", "Casework officer"),
        "helen": _person("Alan Greaves", "manager", "southvale", "Head of SEND"),
        "joan": _person("Moira Lang", "health_commissioner", "icb", "Designated clinical officer"),
        "daniel": _person("Dr Ivo Santos", "professional", "paediatrics", "Community paediatrician"),
        "priya": _person("Ingrid Falk", "professional", "psychology", "Educational psychologist"),
        "carys": _person("Beth Rowan", "professional", "social-care", "Social worker"),
        "siobhan": _person("Una Delaney", "professional", "speech", "Speech and language therapist"),
        "tom": _person("Simon Peel", "professional", "willow", "SENCO"),
    }.items()
}

SOUTHVALE_ANSWER_FOR_IT = ("helen", "joan")

# Where a family moves from one to the other, its story speaks of both.

OVER_THERE = "over-there-"
"""Before the names of Southvale's people and organisations in such a story."""
BOTH_ORGANISATIONS: Part = ORGANISATIONS | {
    f"{OVER_THERE}{name}": given | ({} if name == "southvale" else {"works_with": [f"{OVER_THERE}southvale"]})
    for name, given in SOUTHVALE_ORGANISATIONS.items()
}
BOTH_PEOPLE: Part = PEOPLE | {
    f"{OVER_THERE}{name}": {**person, "organisation": f"{OVER_THERE}{person['organisation']}"}
    for name, person in SOUTHVALE_PEOPLE.items()
}
