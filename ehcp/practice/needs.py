"""What children need, by kind of need: the words of requests, views and advice from which practice plans are made.

`{n}` is the child's name, `{their}`, `{them}` and `{they}` follow it, `{in2}` is the year after next. A body's rows
belong together: each outcome and line of provision is for that body's needs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Need(NamedTuple):
    section: str
    category: str
    words: str


class Outcome(NamedTuple):
    words: str
    steps: tuple[str, ...] = ()


class Line(NamedTuple):
    """One line of provision. `amount`: minutes, sessions, period, weeks a year, group size."""

    section: str
    what: str
    amount: tuple[int, int, str, int, int]
    by: str
    skill: str
    provider: str
    cost: str


@dataclass(frozen=True)
class Says:
    """What one body says."""

    summary: str
    needs: tuple[Need, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Profile:
    reasons: str
    child_views: str
    hopes: str
    good_at: str
    bodies: dict[str, Says]
    asked: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Whom besides the usual: kind of body -> person, and the words for "another person"."""


NO_SOCIAL_CARE_NEED = Says(
    "Visited at home and spoke with the family. {n} is safe and well cared for. I looked at section 17 of the "
    "Children Act 1989 and section 2 of the Chronically Sick and Disabled Persons Act 1970 and found no social care "
    "need arising from {their} special educational needs. The family knows how to ask again."
)
NO_HEALTH_NEED = Says(
    "Seen in clinic. Growth, hearing, vision and general health are within normal limits. I found no health need "
    "related to {n}'s special educational needs."
)
FOR_ADULTHOOD = Says(
    "Two conversations with {n}, one of them out of school, and a vocational profile begun together.",
    (
        Need(
            "B",
            "MLD",
            "{n} has not yet travelled alone beyond the end of the street and has had no work experience. {n} knows "
            "what interests {them} and has not been asked often.",
        ),
    ),
    (
        Outcome(
            "By July {in2}, {n} will make one journey a week alone by bus and will have spent two weeks at a "
            "workplace of {their} own choice.",
            ("Within a year: the same journey with a trainer two seats behind",),
        ),
    ),
    (
        Line(
            "F",
            "Travel training on the route to school or college: planning, paying, what to do when it goes wrong, and "
            "fading from side by side to being met.",
            (90, 1, "week", 16, 1),
            "Travel trainer, the same person throughout",
            "Accredited travel training award at level 3",
            "northmoor",
            "1152.00",
        ),
    ),
)
SPEECH = ("siobhan", "speech and language therapy")
THERAPY = ("kofi", "physiotherapy")
OCCUPATIONAL = ("lena", "occupational therapy")

PROFILES: dict[str, Profile] = {
    "language": Profile(
        reasons=(
            "{n} is hard to understand and follows very little of what the class is told. School has run language "
            "groups for a year and the gap has grown. At home {n} gives up and goes quiet."
        ),
        child_views="{n} chose pictures: the sand tray, a friend, the dog. {n} pushed away the carpet and the hall.",
        hopes="We want {n} to tell us about the day, and to have a friend to tell it to.",
        good_at="Building, puzzles, remembering where things are, making people laugh without words.",
        asked={"other": SPEECH},
        bodies={
            "education": Says(
                "Three terms of observation by the class teacher and SENCO.",
                (
                    Need(
                        "B",
                        "SLCN",
                        "{n} stays with whole-class teaching for about three minutes, and for fifteen alone with an "
                        "adult and objects to handle. {n} copies what others do because what was said has not arrived.",
                    ),
                ),
                (
                    Outcome(
                        "By July {in2}, {n} will read a story of 40 words aloud at home and answer two questions.",
                    ),
                ),
                (
                    Line(
                        "F",
                        "Individual phonics teaching with a picture and a hand sign for each sound.",
                        (20, 5, "week", 38, 1),
                        "Teaching assistant, planned by the SENCO",
                        "Level 3, trained in the programme",
                        "the-setting",
                        "1076.67",
                    ),
                ),
            ),
            "medical": Says(
                "Glue ear each winter; hearing normal on the day.",
                (
                    Need(
                        "C",
                        "",
                        "{n} has a mild hearing loss for six to ten weeks each winter from glue ear, and can afford "
                        "to miss less than others.",
                    ),
                ),
                (Outcome("Every period of reduced hearing will be found within eight weeks of its start."),),
                (
                    Line(
                        "G",
                        "Hearing test in October and in February, with a written result to home and school within "
                        "five working days.",
                        (45, 2, "year", 2, 1),
                        "Paediatric audiologist",
                        "Registered audiologist",
                        "paediatrics",
                        "264.00",
                    ),
                ),
            ),
            "psychological": Says(
                "Individual assessment over two mornings; reasoning with pictures is in the average range.",
                (
                    Need(
                        "B",
                        "SLCN",
                        "{n} reasons well with what can be seen and handled, and holds one spoken item in mind. "
                        "Teaching that comes through the ears alone does not reach {them}.",
                    ),
                ),
                (
                    Outcome(
                        "By July {in2}, {n} will follow a spoken instruction with three key words in class, in 8 "
                        "tries of 10, and show when it has not been understood.",
                    ),
                ),
                (
                    Line(
                        "F",
                        "A trained adult at {n}'s side in English, mathematics and topic lessons, who says "
                        "instructions again in short steps, shows objects and checks by asking {n} to show.",
                        (180, 5, "week", 38, 1),
                        "Named teaching assistant under the class teacher",
                        "Level 3, trained by the therapist before starting",
                        "the-setting",
                        "9690.00",
                    ),
                ),
            ),
            "social_care": NO_SOCIAL_CARE_NEED,
            "other": Says(
                "Assessed in two sessions. Understanding of spoken language: 1st centile. Use: 2nd centile.",
                (
                    Need(
                        "B",
                        "SLCN",
                        "{n} has developmental language disorder: two key words are followed when they can be seen, "
                        "one when they cannot; sentences are of two or three words.",
                    ),
                ),
                (
                    Outcome(
                        "By July {in2}, {n} will tell a familiar adult about something that happened in four linked "
                        "sentences.",
                        ("Within a year: two events in order, with pictures",),
                    ),
                ),
                (
                    Line(
                        "F",
                        "Individual speech and language therapy at school for understanding, vocabulary and sentences.",
                        (45, 1, "week", 36, 1),
                        "Speech and language therapist, in person",
                        "Registered with the Health and Care Professions Council",
                        "speech",
                        "2592.00",
                    ),
                ),
            ),
        },
    ),
    "autism": Profile(
        reasons=(
            "{n} is autistic and spends much of the day in the corridor. Changes bring on panic. School has tried a "
            "reduced timetable, a key adult and a sensory plan, each reviewed with us, and knows no more."
        ),
        child_views=(
            "I want to know what happens next and when it stops. I do not like being asked in front of people. I like "
            "maps and the library."
        ),
        hopes="We want {n} to come home with something left for the evening.",
        good_at="Facts, patterns, honesty, remembering exactly what was agreed.",
        asked={"other": OCCUPATIONAL},
        bodies={
            "education": Says(
                "Attendance, work samples and a week of half-hourly observations.",
                (
                    Need(
                        "B",
                        "ASD",
                        "{n} manages two lessons in a row in rooms already seen. Each unplanned change of room or "
                        "teacher costs the rest of the day.",
                    ),
                ),
                (
                    Outcome(
                        "By July {in2}, {n} will be in lessons for 85% of a timetable that {n} has helped to build.",
                        ("Within six months: every morning",),
                    ),
                ),
                (
                    Line(
                        "F",
                        "A written plan for each day, given the evening before, with room, adult, task and finishing "
                        "time; ten minutes with a key adult at the start and end of the day.",
                        (20, 5, "week", 38, 1),
                        "Named key adult, with a second for absence",
                        "Accredited autism training at level 3",
                        "the-setting",
                        "1076.67",
                    ),
                ),
            ),
            "medical": Says(
                "Seen in clinic with both parents. Sleep has been poor since the spring; otherwise well.",
                (Need("C", "", "{n} falls asleep after midnight on most nights and is exhausted by noon."),),
                (Outcome("By July {in2}, {n} will sleep for eight hours on five nights of the week."),),
                (
                    Line(
                        "G",
                        "Sleep clinic with a plan for home, reviewed with the family.",
                        (45, 1, "term", 3, 1),
                        "Paediatrician with a specialist nurse",
                        "On the specialist register of the General Medical Council",
                        "paediatrics",
                        "540.00",
                    ),
                ),
            ),
            "psychological": Says(
                "Consultation at home and school; individual assessment at {n}'s own pace.",
                (
                    Need(
                        "B",
                        "ASD",
                        "Not knowing what will happen is the strongest trigger of {n}'s anxiety, more than any one "
                        "place. A plan that is broken is worse than none.",
                    ),
                ),
                (
                    Outcome(
                        "By July {in2}, {n} will use a way of calming of {their} own choice in three out of four "
                        "difficult moments.",
                    ),
                ),
                (
                    Line(
                        "F",
                        "Teaching in groups of no more than eight for English and mathematics, in a quiet room, with "
                        "a way out at any time.",
                        (60, 10, "week", 38, 8),
                        "Teacher, with a teaching assistant",
                        "Qualified teacher with a certificate in autism",
                        "the-setting",
                        "7980.00",
                    ),
                ),
            ),
            "social_care": NO_SOCIAL_CARE_NEED,
            "other": Says(
                "Sensory assessment in class, in the hall and at home.",
                (Need("B", "ASD", "Noise and crowds hurt {n} and add up through the day."),),
                (Outcome("By July {in2}, {n} will eat lunch at school on every day."),),
                (
                    Line(
                        "F",
                        "A sensory programme taught to staff and brought up to date each term; lunch in a quiet room "
                        "with two others.",
                        (60, 1, "half_term", 6, 3),
                        "Occupational therapist",
                        "Registered with the Health and Care Professions Council",
                        "therapies",
                        "702.00",
                    ),
                ),
            ),
        },
    ),
    "anxiety": Profile(
        reasons=(
            "{n} has missed most of this year with anxiety. There have been counselling, a reduced timetable and home "
            "visits, each reviewed. {n} wants to come and cannot get through the door."
        ),
        child_views="It is not that I do not want to. Mornings are the worst. I could come in by the back door.",
        hopes="We want {n} back among people, and to laugh again.",
        good_at="Drawing, baking, being kind to younger children.",
        bodies={
            "education": Says(
                "Attendance record, three reviewed support plans, work done at home.",
                (
                    Need(
                        "B",
                        "SEMH",
                        "{n} attended 38% of sessions last term and has gaps in mathematics and science from what was "
                        "missed.",
                    ),
                ),
                (
                    Outcome(
                        "By July {in2}, {n} will attend every day of a full timetable.",
                        ("Within three months: four mornings a week",),
                    ),
                ),
                (
                    Line(
                        "F",
                        "Individual teaching in mathematics and science in a room of {n}'s choice, with the plan sent "
                        "the day before.",
                        (60, 3, "week", 38, 1),
                        "Subject teacher",
                        "Qualified teacher",
                        "the-setting",
                        "4788.00",
                    ),
                ),
            ),
            "medical": Says(
                "Seen in clinic four times this year. Generalised anxiety disorder with panic attacks.",
                (Need("C", "", "{n} has panic attacks two or three times a week on school days."),),
                (Outcome("By July {in2}, {n} will have no more than one panic attack a fortnight."),),
                (
                    Line(
                        "G",
                        "Cognitive behavioural therapy, with written agendas and a parent in the last ten minutes if "
                        "{n} agrees. If the outcome is not reached at session 20 it goes on until a review decides.",
                        (60, 20, "year", 20, 1),
                        "Cognitive behavioural therapist",
                        "Accredited therapist",
                        "camhs",
                        "2880.00",
                    ),
                ),
            ),
            "psychological": Says(
                "Met {n} three times, twice at home.",
                (
                    Need(
                        "B",
                        "SEMH",
                        "{n} expects to fail in front of others and avoids what might show it. Told in private and in "
                        "advance, {n} tries.",
                    ),
                ),
                (
                    Outcome(
                        "By July {in2}, {n} will ask for help from one of three trusted adults without being asked."
                    ),
                ),
                (
                    Line(
                        "F",
                        "A step-by-step return planned with {n}: visits to the empty building, one hour, mornings, "
                        "days; each step begun only when {n} says so.",
                        (60, 2, "half_term", 12, 1),
                        "Educational psychologist with the key adult",
                        "Registered with the Health and Care Professions Council",
                        "psychology",
                        "1440.00",
                    ),
                    Line(
                        "F",
                        "A key adult, the same person every day, at arrival and at the end of the day.",
                        (30, 5, "week", 38, 1),
                        "Teaching assistant",
                        "Emotional literacy support assistant",
                        "the-setting",
                        "1615.00",
                    ),
                ),
            ),
            "social_care": NO_SOCIAL_CARE_NEED,
        },
    ),
    "reading": Profile(
        reasons=(
            "{n} is bright in talk and cannot read the page. Four years of extra help have brought eight months. "
            "{n} now says: I am stupid."
        ),
        child_views="I know the answers but not on paper. I like it when I can say them.",
        hopes="We want {n} to open a book because it looks good.",
        good_at="Talking, acting, football, working out how things are made.",
        bodies={
            "education": Says(
                "Reading and spelling tests, reviewed support plans, work samples.",
                (
                    Need(
                        "B",
                        "SPLD",
                        "{n} reads 12 of the 100 commonest words and writes {their} name and six others without help. "
                        "Spoken answers are at or above those expected for the age.",
                    ),
                ),
                (
                    Outcome(
                        "By July {in2}, {n} will read a page of 100 words with no more than five mistakes."
                    ),
                ),
                (
                    Line(
                        "F",
                        "Individual teaching from a structured reading programme, beginning again where it was lost.",
                        (30, 5, "week", 38, 1),
                        "Specialist teacher of reading",
                        "Qualified teacher with a specialist diploma in dyslexia",
                        "the-setting",
                        "3420.00",
                    ),
                ),
            ),
            "medical": NO_HEALTH_NEED,
            "psychological": Says(
                "Individual assessment. Reasoning in words: 84th centile. Hearing the sounds in words: 2nd centile.",
                (
                    Need(
                        "B",
                        "SPLD",
                        "{n} has severe dyslexia: sounds in words are not heard apart, and what was learned is lost "
                        "unless it is gone over the next day and the next week.",
                    ),
                ),
                (Outcome("By July {in2}, {n} will record work in every lesson by typing or speaking."),),
                (
                    Line(
                        "F",
                        "A laptop with speech-to-text in every lesson, and teaching in how to use it.",
                        (45, 1, "week", 38, 1),
                        "Assistive technology teacher",
                        "Level 4 award in assistive technology",
                        "the-setting",
                        "1330.00",
                    ),
                ),
            ),
            "social_care": NO_SOCIAL_CARE_NEED,
        },
    ),
    "deaf": Profile(
        reasons=(
            "{n} is deaf in both ears and wears hearing aids. In a class of thirty, in a room that echoes, {n} misses "
            "more than half of what is said and comes home with headaches from listening."
        ),
        child_views="It is too loud and I can't hear. I like it when Miss wears the radio thing.",
        hopes="We want {n} to know what is going on, and to have deaf friends.",
        good_at="Watching, drawing comics, swimming, signing to the baby.",
        asked={"qualified_teacher": ("judith", "")},
        bodies={
            "education": Says(
                "Observations in three rooms, with a count of what was missed.",
                (Need("B", "HI", "{n} catches about half of what is said in class and less in the hall."),),
                (
                    Outcome(
                        "By July {in2}, {n} will answer questions about a lesson as well as hearing classmates."
                    ),
                ),
                (
                    Line(
                        "F",
                        "A teaching assistant who signs, in all lessons in which new words come.",
                        (120, 5, "week", 38, 1),
                        "Communication support worker",
                        "British Sign Language at level 3",
                        "the-setting",
                        "8550.00",
                    ),
                ),
            ),
            "qualified_teacher": Says(
                "Seen on three mornings; aids checked; the classroom measured.",
                (
                    Need(
                        "B",
                        "HI",
                        "{n} has a moderate to severe loss in both ears. Beyond two metres or in noise, speech is a "
                        "murmur, radio aid or not.",
                    ),
                ),
                (
                    Outcome(
                        "By July {in2}, {n} will look after aids and batteries alone and say when they do not work."
                    ),
                ),
                (
                    Line(
                        "F",
                        "Direct teaching of language and of living as a deaf person; staff taught each September; the "
                        "radio aid checked each week.",
                        (60, 2, "week", 38, 1),
                        "Teacher of the deaf",
                        "Qualified teacher of the deaf",
                        "sensory",
                        "4104.00",
                    ),
                ),
            ),
            "medical": Says(
                "Moderate to severe sensorineural loss, stable.",
                (Need("C", "", "{n} needs hearing tests and new ear moulds as the ears grow."),),
                (Outcome("{n} will be without a working aid for no more than two school days at a time."),),
                (
                    Line(
                        "G",
                        "Hearing test and ear moulds every term; repairs within two working days.",
                        (60, 1, "term", 3, 1),
                        "Paediatric audiologist",
                        "Registered audiologist",
                        "paediatrics",
                        "690.00",
                    ),
                ),
            ),
            "psychological": Says(
                "Assessed with signs and pictures. Reasoning without words: above average.",
                (
                    Need(
                        "B",
                        "HI",
                        "{n} is bright and knows fewer words than hearing children of the same age.",
                    ),
                ),
                (Outcome("By July {in2}, {n} will have two friends to spend break with."),),
                (
                    Line(
                        "F",
                        "New words of each topic taught before the lesson in which they come.",
                        (20, 5, "week", 38, 1),
                        "Teaching assistant, planned by the teacher of the deaf",
                        "Level 3",
                        "the-setting",
                        "1076.67",
                    ),
                ),
            ),
            "social_care": NO_SOCIAL_CARE_NEED,
        },
    ),
    "sight": Profile(
        reasons=(
            "{n}'s sight is getting worse. Print has to be very large, the stairs are dangerous and {n} has begun to "
            "learn braille at home because nobody teaches it at school."
        ),
        child_views="I want to read like everybody. I can do the stairs if nobody pushes.",
        hopes="We want {n} to find the way alone and to read by touch before it is needed.",
        good_at="Music, voices, jokes, finding the way by counting.",
        asked={"qualified_teacher": ("stefan", "")},
        bodies={
            "education": Says(
                "Observations, a walk round the building, samples of enlarged work.",
                (
                    Need(
                        "B",
                        "VI",
                        "{n} works at half the pace of others because of the print, and not of the thinking.",
                    ),
                ),
                (Outcome("By July {in2}, {n} will hand in the same work on the same day as the class."),),
                (
                    Line(
                        "F",
                        "All materials prepared beforehand in the size or in braille, on paper and on a tablet.",
                        (60, 5, "week", 38, 1),
                        "Teaching assistant",
                        "Trained in preparing materials for blind pupils",
                        "the-setting",
                        "3230.00",
                    ),
                ),
            ),
            "qualified_teacher": Says(
                "Functional assessment of vision at near and far, in daylight and in artificial light.",
                (Need("B", "VI", "{n} sees at two metres what others see at eighteen, and less at dusk."),),
                (Outcome("By July {in2}, {n} will read uncontracted braille at ten words a minute."),),
                (
                    Line(
                        "F",
                        "Braille teaching, individually.",
                        (30, 4, "week", 38, 1),
                        "Teacher of children with a vision impairment",
                        "Qualified teacher with the mandatory qualification",
                        "sensory",
                        "4560.00",
                    ),
                    Line(
                        "F",
                        "Teaching in finding the way: the school, the street, the bus.",
                        (60, 1, "week", 30, 1),
                        "Habilitation specialist",
                        "Registered qualified habilitation specialist",
                        "sensory",
                        "2250.00",
                    ),
                ),
            ),
            "medical": Says(
                "Inherited retinal disease, slowly progressive.",
                (Need("C", "", "{n}'s sight will go on changing and has to be measured twice a year."),),
                (Outcome("Changes in sight will be known to school within two weeks of being found."),),
                (
                    Line(
                        "G",
                        "Eye clinic twice a year, with a letter on what it means in class.",
                        (45, 2, "year", 2, 1),
                        "Consultant ophthalmologist",
                        "On the specialist register of the General Medical Council",
                        "paediatrics",
                        "420.00",
                    ),
                ),
            ),
            "psychological": Says(
                "Verbal assessment only; well above average.",
                (Need("B", "VI", "{n} hides what cannot be seen, so as not to be a bother."),),
                (Outcome("By July {in2}, {n} will say in every lesson when something cannot be seen."),),
                (
                    Line(
                        "F",
                        "Sessions with another young person with a vision impairment, in person or by video.",
                        (45, 1, "month", 10, 2),
                        "Teacher of children with a vision impairment",
                        "Qualified teacher with the mandatory qualification",
                        "sensory",
                        "480.00",
                    ),
                ),
            ),
            "social_care": NO_SOCIAL_CARE_NEED,
        },
    ),
    "movement": Profile(
        reasons=(
            "{n} has cerebral palsy and uses a walking frame and a wheelchair. {n} needs help with toileting, tires by "
            "noon, and can hold a pencil for three minutes. School's own resources do not reach."
        ),
        child_views="I can do it myself if you wait. Don't push my chair without asking. I like science.",
        hopes="We want {n} to do as much alone as can be done alone.",
        good_at="Science, telling stories, chess, knowing who is upset.",
        asked={"other": THERAPY},
        bodies={
            "education": Says(
                "Observations and an access audit of the building.",
                (
                    Need("B", "PD", "{n} writes three words a minute by hand and is tired by noon."),
                    Need(
                        "B", "PD", "{n} cannot reach the science room, the stage or the field without help."
                    ),
                ),
                (
                    Outcome(
                        "By July {in2}, {n} will record {their} own work in every lesson without a scribe."
                    ),
                ),
                (
                    Line(
                        "F",
                        "An adult for moving and handling, setting up equipment and personal care, who does with {n} "
                        "and not for {n}.",
                        (240, 5, "week", 38, 1),
                        "Two named teaching assistants",
                        "Moving and handling, renewed each year",
                        "the-setting",
                        "12920.00",
                    ),
                ),
            ),
            "medical": Says(
                "Cerebral palsy in four limbs, worse on the right; epilepsy, well controlled.",
                (
                    Need(
                        "C", "", "{n} has tight muscles and pain at the hips, worse in winter, and epilepsy."
                    ),
                ),
                (Outcome("By July {in2}, {n} will have hip pain on no more than two days a month."),),
                (
                    Line(
                        "G",
                        "Physiotherapy: hands-on treatment and a daily programme written and renewed.",
                        (45, 1, "week", 40, 1),
                        "Children's physiotherapist",
                        "Registered with the Health and Care Professions Council",
                        "therapies",
                        "2520.00",
                    ),
                ),
            ),
            "psychological": Says(
                "Assessed with eye-pointing where hands were slow. Reasoning: average.",
                (Need("B", "PD", "{n} needs longer for everything and loses heart when time runs out."),),
                (
                    Outcome(
                        "By July {in2}, {n} will ask for more time, or for less to do, before being upset."
                    ),
                ),
                (
                    Line(
                        "F",
                        "Teaching of touch-typing and of a word-prediction program.",
                        (20, 4, "week", 38, 1),
                        "Assistive technology teacher",
                        "Level 4 award in assistive technology",
                        "the-setting",
                        "2533.00",
                    ),
                ),
            ),
            "social_care": Says(
                "Child's needs assessment and parent carer's needs assessment completed.",
                (
                    Need(
                        "D",
                        "",
                        "{n} cannot join the youth club without a person to help, and the family has no break.",
                    ),
                ),
                (Outcome("By July {in2}, {n} will go to one club a week with others of the same age."),),
                (
                    Line(
                        "H1",
                        "A support worker for a club or activity that {n} chooses, under section 2 of the Chronically "
                        "Sick and Disabled Persons Act 1970.",
                        (180, 1, "week", 44, 1),
                        "Short-breaks support worker",
                        "Level 3, moving and handling",
                        "social-care",
                        "2772.00",
                    ),
                ),
            ),
            "other": Says(
                "Joint assessment at school and at home.",
                (
                    Need(
                        "B",
                        "PD",
                        "{n} walks 30 metres with a frame and loses range at the hips without daily standing.",
                    ),
                ),
                (
                    Outcome(
                        "By July {in2}, {n} will walk 100 metres with a frame twice a day and direct {their} own "
                        "programme from picture cards.",
                    ),
                ),
                (
                    Line(
                        "F",
                        "Daily standing, stretching and walking programme within the school day.",
                        (20, 5, "week", 38, 1),
                        "Teaching assistant shown how by the physiotherapist",
                        "Signed off each September",
                        "the-setting",
                        "1076.67",
                    ),
                ),
            ),
        },
    ),
    "down": Profile(
        reasons=(
            "{n} has Down syndrome, signs about 60 words and says ten. {n} needs an adult near for safety, eating and "
            "the toilet, and learns well by doing and seeing. A bigger room with more children is coming."
        ),
        child_views="{n} signed: friends, more, bike, sing. {n} shook {their} head at the photograph of the big hall.",
        hopes="We want {n} to go to school with brothers and sisters, and to be understood there.",
        good_at="Signing, singing, waiting for a turn, remembering people.",
        asked={"other": SPEECH},
        bodies={
            "education": Says(
                "Learning journal, observations, two visits by the portage worker.",
                (
                    Need("B", "DS", "{n} learns by watching and doing, in short steps gone over often."),
                    Need("B", "DS", "{n} runs towards water and roads and does not know danger."),
                ),
                (Outcome("By July {in2}, {n} will choose, start and finish an activity with one prompt."),),
                (
                    Line(
                        "F",
                        "An adult at hand in all sessions, who signs, teaches in small steps and steps back when other "
                        "children come.",
                        (300, 5, "week", 38, 1),
                        "Named practitioner",
                        "Level 3, signing at level 2",
                        "the-setting",
                        "16150.00",
                    ),
                ),
            ),
            "medical": Says(
                "Heart repaired at four months; thyroid and hearing checked each year.",
                (
                    Need(
                        "C",
                        "",
                        "{n} has frequent chest infections, an underactive thyroid and narrow ear canals.",
                    ),
                ),
                (
                    Outcome(
                        "Thyroid, hearing and sight will be checked every year and the results known at school."
                    ),
                ),
                (
                    Line(
                        "G",
                        "Yearly Down syndrome clinic with bloods, hearing and sight.",
                        (60, 1, "year", 1, 1),
                        "Community paediatrician",
                        "On the specialist register of the General Medical Council",
                        "paediatrics",
                        "310.00",
                    ),
                ),
            ),
            "psychological": Says(
                "Play-based assessment at home and in the setting.",
                (
                    Need(
                        "B",
                        "DS",
                        "{n} understands more than {n} can say, and sits down when too much is asked.",
                    ),
                ),
                (Outcome("By July {in2}, {n} will play with one other child for ten minutes."),),
                (
                    Line(
                        "F",
                        "Play with two other children, set up and then left alone a little longer each week.",
                        (20, 4, "week", 38, 3),
                        "Practitioner, with a plan from the psychologist",
                        "Level 3",
                        "the-setting",
                        "861.00",
                    ),
                ),
            ),
            "social_care": NO_SOCIAL_CARE_NEED,
            "other": Says(
                "Seen three times, once at a mealtime.",
                (
                    Need(
                        "B",
                        "SLCN",
                        "{n} uses single signs and words and is not yet understood outside the family.",
                    ),
                ),
                (Outcome("By July {in2}, {n} will join two signs or words to ask, refuse and tell."),),
                (
                    Line(
                        "F",
                        "Speech and language therapy in the setting, with the family and staff taught to sign.",
                        (45, 2, "month", 10, 1),
                        "Speech and language therapist",
                        "Registered with the Health and Care Professions Council",
                        "speech",
                        "1440.00",
                    ),
                ),
            ),
        },
    ),
    "attention": Profile(
        reasons=(
            "{n} has ADHD and has been sent home eleven times since September. {n} cannot sit still, answers before "
            "the question ends and is sorry afterwards. Medicine has helped a little."
        ),
        child_views="My legs go before I do. I am good when I am busy. Everyone remembers the bad days.",
        hopes="We want school to ring us with good news once.",
        good_at="Running, mending things, helping little ones, big ideas.",
        bodies={
            "education": Says(
                "Behaviour record by hour and lesson, two reviewed plans.",
                (
                    Need(
                        "B",
                        "SEMH",
                        "{n} works for four minutes at a time and for twenty when hands are busy.",
                    ),
                ),
                (Outcome("By July {in2}, {n} will stay in lessons for a whole week, four weeks in five."),),
                (
                    Line(
                        "F",
                        "Lessons broken into ten-minute parts with a task for the hands between; an adult who knows "
                        "{n} within reach.",
                        (150, 5, "week", 38, 3),
                        "Teaching assistant",
                        "Level 3, trained in attention difficulties",
                        "the-setting",
                        "8075.00",
                    ),
                ),
            ),
            "medical": Says(
                "ADHD, combined type. Medicine reviewed.",
                (
                    Need(
                        "C",
                        "",
                        "{n} takes medicine that wears off by two in the afternoon and spoils appetite.",
                    ),
                ),
                (Outcome("By July {in2}, {n} will be settled until the end of the school day."),),
                (
                    Line(
                        "G",
                        "Medicine review with height, weight and blood pressure.",
                        (30, 1, "half_term", 6, 1),
                        "Specialist nurse prescriber",
                        "Registered nurse prescriber",
                        "paediatrics",
                        "480.00",
                    ),
                ),
            ),
            "psychological": Says(
                "Observation and two meetings with {n}.",
                (Need("B", "SEMH", "{n} reads a raised voice as an attack and answers in kind."),),
                (Outcome("By July {in2}, {n} will leave a room in the agreed way before things go wrong."),),
                (
                    Line(
                        "F",
                        "Weekly session on feelings and on repairing what went wrong.",
                        (45, 1, "week", 38, 2),
                        "Emotional literacy support assistant",
                        "Supervised each half-term by a psychologist",
                        "the-setting",
                        "855.00",
                    ),
                ),
            ),
            "social_care": NO_SOCIAL_CARE_NEED,
        },
    ),
    "complex": Profile(
        reasons=(
            "{n} has a rare genetic condition, does not speak or walk and is fed by tube. {n} laughs at music "
            "and needs nursing close by at all times."
        ),
        child_views="{n} turned to the drum and the window, and away from the vacuum cleaner. All agreed on both.",
        hopes="We want good days, many of them, with other children near.",
        good_at="Listening, smiling, telling people apart by their steps.",
        asked={"other": OCCUPATIONAL},
        bodies={
            "education": Says(
                "Observations over a year with the intensive interaction record.",
                (
                    Need(
                        "B",
                        "PMLD",
                        "{n} learns through touch, sound and movement, with the same people, slowly.",
                    ),
                ),
                (Outcome("By July {in2}, {n} will choose between two things by looking, in 8 tries of 10."),),
                (
                    Line(
                        "F",
                        "A sensory curriculum in a class of no more than six, with an adult for {n} throughout.",
                        (300, 5, "week", 38, 1),
                        "Specialist teacher and teaching assistant",
                        "Qualified teacher; level 3 with enteral feeding training",
                        "the-setting",
                        "31500.00",
                    ),
                ),
            ),
            "medical": Says(
                "Complex epilepsy, gastrostomy, frequent infections.",
                (Need("C", "", "{n} has seizures on most days, is fed by gastrostomy and needs suction."),),
                (
                    Outcome(
                        "{n} will miss no more than ten days of school a year through illness that can be prevented."
                    ),
                ),
                (
                    Line(
                        "G",
                        "A nurse on the school site, feeding and seizure plans renewed each term.",
                        (60, 1, "day", 38, 1),
                        "Children's community nurse",
                        "Registered children's nurse",
                        "paediatrics",
                        "9120.00",
                    ),
                ),
            ),
            "psychological": Says(
                "Observation with video, watched together with the family.",
                (Need("B", "PMLD", "{n} answers after up to a minute. Most people have gone on by then."),),
                (Outcome("By July {in2}, three adults will wait for {n}'s answer every time."),),
                (
                    Line(
                        "F",
                        "Intensive interaction with a partner who has been shown how, on video, each half-term.",
                        (20, 5, "week", 38, 1),
                        "Teaching assistant",
                        "Trained in intensive interaction",
                        "the-setting",
                        "1076.67",
                    ),
                ),
            ),
            "social_care": Says(
                "Known to the disability team. Both parents are exhausted.",
                (
                    Need(
                        "D",
                        "",
                        "{n} needs two people for every move; the family has had three nights off this year.",
                    ),
                ),
                (Outcome("The family will sleep through one night a week."),),
                (
                    Line(
                        "H1",
                        "Short breaks at home and overnight, under section 2 of the Chronically Sick and Disabled "
                        "Persons Act 1970.",
                        (720, 1, "week", 46, 1),
                        "Nurse-trained carers",
                        "Level 3 with enteral feeding training",
                        "social-care",
                        "14800.00",
                    ),
                ),
            ),
            "other": Says(
                "Seating, standing and hand use assessed.",
                (Need("B", "PD", "{n} needs support to sit so that hands and eyes are free."),),
                (
                    Outcome(
                        "By July {in2}, {n} will press a switch to start music, on purpose, in 8 tries of 10."
                    ),
                ),
                (
                    Line(
                        "F",
                        "Postural programme and switch teaching within the day.",
                        (30, 5, "week", 38, 1),
                        "Teaching assistant shown how by the occupational therapist",
                        "Signed off each term",
                        "the-setting",
                        "1615.00",
                    ),
                ),
            ),
        },
    ),
    "college": Profile(
        reasons=(
            "I have a learning disability. I am at college and I want a job. I say yes when I don't know. "
            "My tutor helped me write this."
        ),
        child_views="I like the café and my friends. Talk to me, not to Mum. Give me the paper before, with pictures.",
        hopes="A real job with pay. My own flat, later, with somebody coming in.",
        good_at="Names, being on time, the till, looking after animals.",
        bodies={
            "education": Says(
                "Autumn assessments, attendance, and a walk round college together.",
                (Need("B", "MLD", "{n} reads at entry level 2 and works with money to £2."),),
                (Outcome("By July {in2}, {n} will shop for a week's food from a list, within £25."),),
                (
                    Line(
                        "F",
                        "Functional reading and number taught by doing, in a small group, gone over the next day and "
                        "the next week.",
                        (60, 4, "week", 36, 5),
                        "Teacher of learners with learning disabilities",
                        "Qualified teacher with a specialist award",
                        "the-setting",
                        "1094.40",
                    ),
                ),
            ),
            "medical": NO_HEALTH_NEED,
            "psychological": Says(
                "Met {n} twice at college.",
                (
                    Need(
                        "B",
                        "MLD",
                        "{n} holds two spoken things at a time and says yes when they have not arrived.",
                    ),
                ),
                (Outcome("By July {in2}, {n} will open and lead {their} own review from pictures."),),
                (
                    Line(
                        "F",
                        "Sessions on deciding and speaking up, before each real decision.",
                        (45, 1, "month", 9, 1),
                        "Tutor",
                        "Trained in person-centred planning",
                        "the-setting",
                        "437.00",
                    ),
                ),
            ),
            "social_care": Says(
                "Assessment under section 9 of the Care Act 2014: not eligible at present; knows how to ask again."
            ),
            "adulthood": FOR_ADULTHOOD,
        },
    ),
}
