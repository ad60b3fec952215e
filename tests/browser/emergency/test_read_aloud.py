"""What somebody hears who does not see the page, in the order in which it is read."""

from playwright.sync_api import expect

from tests.browser.calculator import ALL_VALUE, EVERYBODY, HERE, UNCLEAR, WORST, Calculator, due
from tests.browser.emergency import ANYWHERE, by_day, later
from tests.browser.shared import PHONE, Visit

SEVERITY = f"{WORST} · Locked out"


@by_day
def test_a_whole_emergency_reads_in_the_order_in_which_it_is_dealt_with(
    calculator: Calculator,
) -> None:
    calculator.describe(UNCLEAR)
    expect(calculator.answer).to_match_aria_snapshot("""
        - region "Answer":
          - heading "Answer" [level=2]
          - paragraph: "It depends. Your answer to one question decides:"
          - list "Severities still possible":
            - listitem: Grade 1
            - listitem: Grade 2
            - listitem: Grade 3
          - paragraph:
            - link "Who is kept out?"
    """)
    calculator.press(calculator.page.get_by_label(ALL_VALUE, exact=True))
    expect(calculator.answer).to_match_aria_snapshot(f"""
        - region "Answer":
          - heading "Answer" [level=2]
          - text: {SEVERITY}
          - paragraph:
            - button "Change the description"
            - button "Start again"
          - paragraph: If you open the case now, answer due by
          - paragraph:
            - time: "{due("10:06", "g1-alone")}"
            - text: Wednesday, 25 November 2026
          - paragraph: 90 minutes after the case is opened
          - link "Call {ANYWHERE} , Anywhere"
          - group "What has happened":
            - button "I have opened the case"
            - button "I have called"
          - region "What to do now":
            - list:
              - listitem:
                - checkbox "Open a case at the web desk"
              - listitem:
                - checkbox "Call the watch"
          - region "Escalation"
    """)
    calculator.press("I have opened the case").press("I have called")
    expect(calculator.answer).to_match_aria_snapshot(f"""
        - region "Answer":
          - paragraph: Answer due by
          - paragraph:
            - time: "{due("10:06", "g1-called")}"
          - paragraph:
            - timer: /left/
          - group "What has happened":
            - text: Opened 10:06
            - button "Change when the case was opened"
            - text: Called 10:06
            - button "Change when support was called"
            - button "Support has answered"
          - region "What to do now":
            - list:
              - listitem:
                - checkbox "Call the watch" [checked]
    """)
    later(calculator, "25:00")
    expect(calculator.answer).to_match_aria_snapshot(f"""
        - region "Answer":
          - paragraph: The answer was due by
          - paragraph:
            - timer: /overdue by 5 minutes/
          - paragraph:
            - text: Support is late. You may escalate this.
            - link "Whom to turn to"
          - link "Call {HERE.phone} , {HERE.name}"
          - region "Escalation":
            - paragraph:
              - link "{HERE.name}"
              - text: ", Pune, India , nearest, so the policy names this one"
    """)


def test_the_line_at_the_foot_reads_as_a_sentence(visit: Visit) -> None:
    phone = visit(PHONE).describe(EVERYBODY)
    expect(phone.page.get_by_role("group", name="The answer in short")).to_match_aria_snapshot(f"""
        - group "The answer in short":
          - link "{WORST} , due {due("10:06", "g1-alone")} if opened now"
          - link /Call/
    """)
