"""The languages in which a reader may want to read, and what we say in each of them where we have only English words.

A notice is looked for in templates/notices/<language>/ first. Where it is not there, the English one begins with one
line in the reader's language that says where to ask for help. Only languages whose line is right are in here.
"""

from __future__ import annotations

from typing import NamedTuple

ENGLISH = "en-gb"


class Language(NamedTuple):
    own_name: str
    in_english: str
    help: str
    """If you need help to read this message, please get in touch with us: the ways to do so follow on their own."""


LANGUAGES: dict[str, Language] = {
    ENGLISH: Language("English", "English", ""),
    "ar": Language("العربية", "Arabic", "إذا كنتم بحاجة إلى مساعدة في قراءة هذه الرسالة، يُرجى الاتصال بنا:"),
    "cy": Language("Cymraeg", "Welsh", "Os oes angen help arnoch i ddarllen y neges hon, cysylltwch â ni:"),
    "pl": Language(
        "Polski",
        "Polish",
        "Jeśli potrzebują Państwo pomocy w przeczytaniu tej wiadomości, prosimy o kontakt:",
    ),
    "ro": Language(
        "Română",
        "Romanian",
        "Dacă aveți nevoie de ajutor pentru a citi acest mesaj, vă rugăm să ne contactați:",
    ),
    "ur": Language(
        "اردو", "Urdu", "اگر آپ کو یہ پیغام پڑھنے میں مدد کی ضرورت ہو تو براہِ کرم ہم سے رابطہ کریں:"
    ),
}
