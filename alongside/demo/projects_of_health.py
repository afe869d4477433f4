"""Projects of the demo's integrated care board."""

from alongside.demo import surveys, surveys_everyday, surveys_more
from alongside.demo.parts import DemoProject, Said

CASE_FOR_CHANGE = """Blood tests are one of the most common things the NHS does. Last year people in South Riverside had 1.9 million of them.

Why we want to change

Four in ten clinics are full by 10am. People who work shifts, people who care for someone and people without a car told us in earlier projects that they put tests off.

What we have decided already

The budget is £1.2 million a year. The clinics in hospitals stay open. There will be 4 new clinics.

What we have not decided

Which 4 places from a list of 11. What hours each one keeps. Whether people book or walk in. How we help people who find the building or the language hard.

What happens next

We publish what we heard. The board reads it, and decides in public."""

PLACES = """We looked at 11 places. For each one we checked bus routes, step-free access, parking and rent.

Eastvale Library: 4 bus routes, step-free, no parking.

Highmoor Leisure Centre: 2 bus routes, step-free, 60 spaces.

Saltmarsh Health Centre: 3 bus routes, a ramp, 12 spaces.

Quayside Market Hall: 6 bus routes, step-free, no parking.

Wendleham Town Hall: 5 bus routes, a lift, 8 spaces for disabled people.

Oldbridge Hospital, south gate: 7 bus routes, step-free, parking that costs £2.40 an hour.

Carrow Lane Surgery: 1 bus route, step-free, 20 spaces.

Fernbank Community Centre: 2 bus routes, 2 steps that we would replace with a ramp, 15 spaces.

Mill Street Pharmacy: 4 bus routes, step-free, no parking, one small room.

Northgate Shopping Centre, first floor: 8 bus routes, 2 lifts, 400 spaces.

Riverside Children’s Centre: 2 bus routes, step-free, 6 spaces, closed in school holidays."""

SOUTH_RIVERSIDE = [
    DemoProject(
        house="south-riverside",
        slug="blood-tests",
        facts={
            "name": "Blood test clinics",
            "question": "When and where should blood test clinics open?",
            "summary": "We plan to open 4 new blood test clinics in 2027. Tell us which times and places would work for you, and what gets in the way now.",
            "why": "Four in ten clinics are full by 10am, and people who work or care for someone put tests off.",
            "level": "consult",
            "can_change": "Opening times, including evenings and Saturdays. Which 4 places from a list of 11. How you book.",
            "cannot_change": "The budget of £1.2 million a year. The blood test clinics in hospitals stay open.",
            "who_decides": "South Riverside Integrated Care Board",
            "who_it_affects": "Anyone who has blood tests, most of all people with a long-term condition, people who work shifts, and carers who travel with someone.",
            "topics": ["Tests and scans"],
            "area_words": "All of South Riverside",
            "on_paper": "Pick one up at a library or GP surgery, in large print too. Posting it back is free.",
            "by_phone": "Call us and we will ask the questions and write down what you say.",
            "in_person": "Come to a drop-in: the dates are on this page. We pay travel costs.",
            "as_a_group": "Ask for a group pack, or ask us to come to you.",
            "contact_name": "Priya Shah",
            "contact_role": "Engagement lead, South Riverside Integrated Care Board",
            "minutes": 8,
        },
        opens=-28,
        closes=11,
        findings=53,
        decides=87,
        survey=surveys.BLOOD_TESTS,
        responses=790,
        dates=[
            (3, "Drop-in at Eastvale Library, 2pm to 4pm"),
            (8, "Evening drop-in at Highmoor Leisure Centre, 5pm to 7pm"),
        ],
        updates=[
            (
                -7,
                "We have added an evening drop-in",
                "Several people told us they work in the daytime. Come to Highmoor Leisure Centre from 5pm: the date is on this page.",
            ),
            (
                -17,
                "The case for change now lists bus times",
                "You asked how to get to each place. We have added the bus routes.",
            ),
        ],
        documents=[
            (
                "case-for-change",
                "The case for change",
                [
                    ("en-gb", CASE_FOR_CHANGE, -17),
                    (
                        "pl",
                        "Badania krwi należą do najczęstszych badań w NHS. Chcemy otworzyć 4 nowe punkty w 2027 roku. Powiedz nam, kiedy i gdzie.",
                        -28,
                    ),
                ],
            ),
            (
                "places",
                "The 11 places we looked at",
                [
                    (
                        "en-gb",
                        PLACES,
                        -28,
                    )
                ],
            ),
        ],
    ),
    DemoProject(
        house="south-riverside",
        slug="carers-breaks",
        facts={
            "name": "Carers’ breaks",
            "question": "How can we help carers take a break?",
            "summary": "The NHS and six councils are planning breaks for unpaid carers together. Tell us what a real break would be, and what stops you taking one.",
            "level": "co-design",
            "can_change": "What kinds of break we pay for. How you ask for one. How quickly you hear back.",
            "cannot_change": "The law on who can have a carer’s assessment. The money for this year.",
            "who_decides": "The carers’ partnership board, half of them carers",
            "who_it_affects": "Unpaid carers of any age, and the people they look after.",
            "topics": ["Carers"],
            "area_words": "All of South Riverside",
            "on_paper": "Ask us to post you a form, or pick one up at a carers’ centre.",
            "by_phone": "Call us at a time that suits you, evenings too.",
            "in_person": "At any carers’ café this month.",
            "as_a_group": "Your carers’ group can answer together.",
            "contact_name": "Amir Khan",
            "contact_role": "Head of involvement, South Riverside Integrated Care Board",
            "content_note": "Some questions ask how caring affects you. You can skip any of them. If it is too much just now, call Carers’ Line on 020 7946 0199, any day until 9pm.",
            "minutes": 10,
        },
        opens=-12,
        closes=18,
        findings=60,
        decides=96,
        survey=surveys.CARERS,
        responses=214,
    ),
    DemoProject(
        house="south-riverside",
        slug="contacting-your-gp",
        facts={
            "name": "Contacting your GP surgery",
            "question": "What should happen when you contact your GP surgery?",
            "summary": "From April every surgery will answer in one of three ways. Tell us which would work for you, and what makes it hard to get through.",
            "why": "One call in five is not answered before the caller gives up.",
            "level": "consult",
            "can_change": "How you are called back. What you are told while you wait. Who helps people who cannot use a phone or a computer.",
            "cannot_change": "The national contract for GP surgeries. How many GPs there are this year.",
            "who_decides": "South Riverside Integrated Care Board",
            "who_it_affects": "Everyone with a GP, most of all people who are deaf, who speak little English, or who are not online.",
            "topics": ["GP surgeries"],
            "area_words": "All of South Riverside",
            "on_paper": "Pick one up at your surgery or a library. Posting it back is free.",
            "by_phone": "Call us and we will ask the questions and write down what you say.",
            "in_person": "Ask at the desk of any library for help to answer.",
            "contact_name": "Priya Shah",
            "contact_role": "Engagement lead, South Riverside Integrated Care Board",
            "minutes": 5,
        },
        opens=-16,
        closes=5,
        findings=40,
        decides=75,
        survey=surveys_more.GP,
        responses=268,
    ),
    DemoProject(
        house="south-riverside",
        slug="urgent-dental-care",
        facts={
            "name": "Urgent dental care",
            "question": "How should urgent dental care work at weekends?",
            "summary": "From next year we will pay for more urgent dental care at weekends. Before we choose where, we want to hear from people who have needed it.",
            "level": "consult",
            "can_change": "Where it is. How you get an appointment. How children are looked after.",
            "cannot_change": "NHS dental charges, which the government sets.",
            "who_decides": "South Riverside Integrated Care Board",
            "who_it_affects": "Anyone who may need a dentist in a hurry.",
            "topics": ["Dental care"],
            "area_words": "All of South Riverside",
            "on_paper": "Forms will be in libraries and dental practices from the first day.",
            "by_phone": "Call us from the first day.",
            "contact_name": "Priya Shah",
            "contact_role": "Engagement lead, South Riverside Integrated Care Board",
            "minutes": 6,
        },
        opens=14,
        closes=63,
        findings=100,
        decides=140,
        survey=surveys_more.DENTAL,
    ),
    DemoProject(
        house="south-riverside",
        slug="home-visits-after-birth",
        facts={
            "name": "Home visits after birth",
            "question": "What should happen at home in the first 2 weeks after birth?",
            "summary": "Midwives visit every family after a birth. We want to hear what helped, what was missing, and who should come.",
            "level": "consult",
            "can_change": "How many visits, by whom, and at what times.",
            "cannot_change": "That every family is offered a visit.",
            "who_decides": "The maternity partnership, with parents on it",
            "who_it_affects": "Anyone who has had a baby in the last 2 years, and their partners.",
            "topics": ["Maternity"],
            "area_words": "Lewisham, Greenwich and Bexley",
            "on_paper": "Ask your midwife for a form.",
            "by_phone": "Call us.",
            "contact_name": "Priya Shah",
            "contact_role": "Engagement lead, South Riverside Integrated Care Board",
            "content_note": "This may bring back hard memories, also of babies who died. You can stop at any time. To talk to someone now, call the birth afterthoughts line on 020 7946 0177.",
            "minutes": 9,
        },
        opens=-20,
        closes=25,
        findings=70,
        decides=120,
        survey=surveys_more.HOME_VISITS,
        responses=96,
        paused=(
            "A question was unclear to people whose baby was in hospital. We are writing it again with them. Answers we already have are kept and counted.",
            6,
        ),
    ),
    DemoProject(
        house="south-riverside",
        slug="hearing-aids",
        facts={
            "name": "Hearing aid care",
            "question": "What would make hearing aid care work better?",
            "summary": "People wait up to 6 weeks for a repair. We asked people who use hearing aids, and the people around them, what should change.",
            "level": "consult",
            "can_change": "Where repairs are done, how you ask, and how we tell you.",
            "cannot_change": "Which hearing aids the NHS buys.",
            "who_decides": "South Riverside Integrated Care Board",
            "who_it_affects": "People who use hearing aids or may need them.",
            "topics": ["Hearing"],
            "area_words": "Bromley and Bexley",
            "on_paper": "Forms were in every audiology waiting room.",
            "by_phone": "By text relay and by phone.",
            "contact_name": "Priya Shah",
            "contact_role": "Engagement lead, South Riverside Integrated Care Board",
            "late_rule": "We read answers that come within 2 weeks of closing, and say in the report how many there were.",
            "minutes": 5,
        },
        opens=-75,
        closes=-17,
        findings=25,
        decides=70,
        survey=surveys_everyday.HEARING_AIDS,
        responses=412,
    ),
    DemoProject(
        house="south-riverside",
        slug="physiotherapy",
        facts={
            "name": "Physiotherapy appointments",
            "question": "How should physiotherapy appointments work?",
            "summary": "We asked people who have had physiotherapy when and where it should be. Here is what we heard, what we decided, and what we promised.",
            "level": "consult",
            "can_change": "Times, places and how you book.",
            "cannot_change": "How many physiotherapists we can train this year.",
            "who_decides": "South Riverside Integrated Care Board",
            "who_it_affects": "Anyone who has been offered physiotherapy.",
            "topics": ["Physiotherapy"],
            "area_words": "All of South Riverside",
            "on_paper": "165 people answered on paper.",
            "by_phone": "60 people answered by phone or face to face.",
            "contact_name": "Priya Shah",
            "contact_role": "Engagement lead, South Riverside Integrated Care Board",
            "minutes": 7,
        },
        opens=-180,
        closes=-140,
        findings=-98,
        decides=-70,
        survey=surveys.PHYSIO,
        responses=705,
        answered=True,
        said=[
            Said(
                "Half of the people want evening appointments",
                "Evenings came first in every borough and for every age group under 65.",
                "accepted",
                "We can pay for longer hours in two places from the money we have. People told us evenings matter more than having it in more places.",
                "Director of community services",
                ("best_time", ("evenings",)),
                "Physiotherapy",
                "People over 65 mostly prefer mornings, and some do not want to travel after dark. Mornings stay as they are.",
                "I work shifts. I cannot get to physiotherapy between 9 and 5.",
                "Open two physiotherapy clinics until 8pm on Tuesdays and Thursdays",
                -40,
                -46,
                "Two clinics now open until 8pm, on Tuesdays and Thursdays.",
                "Opening times at the clinic doors and on the appointment letter",
            ),
            Said(
                "One in ten people asked for Saturdays",
                "People who lose pay for an appointment asked for Saturdays most.",
                "accepted",
                "One Saturday clinic a week is enough for the number of people who asked.",
                "Head of outpatient care",
                ("best_time", ("saturdays",)),
                "Physiotherapy",
                "",
                "I lose a day’s pay for every appointment.",
                "Open one Saturday clinic a week at Eastvale Health Centre",
                -24,
                moved=(-54, "We could not hire a second physiotherapist in time."),
            ),
            Said(
                "Nearly half of the people want to change an appointment by text",
                "Text came first for every age group under 65. Older people would rather phone.",
                "accepted",
                "Texts cost less than missed appointments. The phone line stays.",
                "Head of outpatient care",
                ("change_by", ("text",)),
                "Physiotherapy",
                "Some people do not have a mobile phone, or share one.",
                "Let me cancel by text. I waited 40 minutes on the phone to say I was ill.",
                "Let everyone cancel or change by text",
                -20,
                -23,
                "Every appointment message now says which number to text.",
                "The message about your next appointment",
            ),
            Said(
                "Too many people wait too long to be seen",
                "More than half of the people did not feel they were seen soon enough. Half waited 12 weeks or longer.",
                "partly",
                "We cannot train more physiotherapists this year. We can offer groups and phone calls while people wait.",
                "Head of outpatient care",
                ("last_time", ("soon.disagree", "soon.strongly_disagree")),
                "Waiting times",
                "Some people would rather wait than join a group.",
                "Twelve weeks is too long when you cannot sleep for pain.",
                "Offer a phone call within 2 weeks to everyone on the list",
                45,
            ),
            Said(
                "Some people asked for longer appointments",
                "About one comment in twelve said 20 minutes is too short.",
                "not-accepted",
                "Longer appointments would mean that 1 in 4 people wait even longer. We decided that being seen sooner matters more. We will ask again next year.",
                "South Riverside Integrated Care Board",
                ("helped", ("not",)),
                "Physiotherapy",
            ),
        ],
    ),
]
