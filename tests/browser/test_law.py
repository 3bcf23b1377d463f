"""The page of the law on a telephone, for somebody whose browser runs no scripts."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Person

pytestmark = pytest.mark.django_db(transaction=True)
TELEPHONE = {"viewport": {"width": 375, "height": 800}, "java_script_enabled": False}


@pytest.fixture
def parent(sits_down) -> Person:
    return sits_down(None, **TELEPHONE)


def test_nothing_sticks_out_of_a_narrow_screen_and_one_picture_of_each_is_seen(parent):
    parent.go("/law/")
    assert parent.page.viewport_size["width"] == parent.page.locator("html").bounding_box()["width"]
    seen = [
        svg.get_attribute("class") for svg in parent.page.locator("svg[role=img]").all() if svg.is_visible()
    ]
    assert len(seen) == 2 and all("narrow" in name for name in seen)
    for text in parent.page.locator(".plans-way__picture--narrow text").all():
        box = text.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 375, text.text_content()


@pytest.mark.parametrize("width", [769, 1280])
def test_beside_the_bars_no_words_run_into_them(sits_down, width):
    person = sits_down(None, viewport={"width": width, "height": 800})
    person.go("/law/")
    for svg in person.page.locator(".plans-way__picture--wide").all():
        bars = svg.locator(".plans-way__track").first.bounding_box()["x"]
        for text in svg.locator(".plans-way__words").all():
            box = text.bounding_box()
            assert box["x"] + box["width"] < bars, text.text_content()


def test_what_the_health_commissioner_must_do_and_by_which_day(parent):
    parent.go("/law/")
    parent.page.get_by_label("Whose duties and rights do you want to see?").select_option(
        "health_commissioner"
    )
    parent.press("Show")
    parent.sees("What the health commissioner must do, and may do")
    parent.follow("Work out the day of T6")
    parent.press("Work it out")
    parent.sees("There is a problem")
    parent.page.get_by_label("Day").fill("1/9/2026")
    parent.press("Work it out")
    parent.sees("The last day: Tuesday 22 September 2026")


@pytest.mark.parametrize(
    "address",
    ["/law/", "/law/?who=family", "/law/C7/?request_received=2026-09-01", "/law/E1/?final_plan_sent="],
)
@pytest.mark.parametrize("width", [1280, 375])
def test_a_screen_reader_finds_no_fault(sits_down, address, width):
    person = sits_down(None, viewport={"width": width, "height": 800})
    person.go(address)
    found = Axe().run(person.page).response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in found] == []
    assert person.page.evaluate("document.documentElement.scrollWidth") <= width
