type Line = readonly [speaker: "agent" | "customer", text: string];
export type VoiceTalk = {
  summary: string;
  outcome: "completed" | "transferred";
  lines: readonly Line[];
};

const HELLO =
  "Thank you for reaching {business}, this is Ava, the virtual assistant. How can I help you today?";
const BYE = "You're welcome. Have a lovely day!";

/** What people ask a clinic. {business}, {treatment}, {price}, {day}, {time} and {name} are filled in per call. */
export const VOICE_TALKS: readonly VoiceTalk[] = [
  {
    summary: "Asked for the price of {treatment}.",
    outcome: "completed",
    lines: [
      ["agent", HELLO],
      ["customer", "Hi, I was wondering how much {treatment} costs?"],
      ["agent", "{treatment} starts at {price}. The exact price is agreed at a free consultation."],
      ["customer", "Okay, that's about what I expected. Thanks."],
      ["agent", BYE],
    ],
  },
  {
    summary: "Asked about opening hours on {day}.",
    outcome: "completed",
    lines: [
      ["agent", HELLO],
      ["customer", "Are you open on {day}?"],
      ["agent", "Yes, on {day} we are open from 9 AM to 6 PM. Would you like to come in?"],
      ["customer", "Maybe. I'll check with work first and call back."],
    ],
  },
  {
    summary: "Wanted to know how long {treatment} takes to heal.",
    outcome: "completed",
    lines: [
      ["agent", HELLO],
      ["customer", "If I get {treatment}, how long until it looks normal again?"],
      ["agent", "Most people go back to their day at once. A little redness can stay for one or two days."],
      ["customer", "And can I work out after?"],
      ["agent", "We recommend waiting 24 hours before exercise."],
      ["customer", "Perfect, thank you."],
    ],
  },
  {
    summary: "{name} would like a consultation for {treatment} on {day}.",
    outcome: "completed",
    lines: [
      ["agent", HELLO],
      ["customer", "Hello, I'd like to come in for a consultation about {treatment}."],
      ["agent", "Of course. May I have your name?"],
      ["customer", "It's {name}."],
      ["agent", "Thank you, {name}. Would {day} at {time} suit you?"],
      ["customer", "I have to look at my calendar. Can I let you know tomorrow?"],
      ["agent", "Certainly. We will be happy to hear from you."],
    ],
  },
  {
    summary: "Wanted to move an appointment to {day}; asked to be called by the desk.",
    outcome: "transferred",
    lines: [
      ["agent", HELLO],
      ["customer", "I need to move my appointment. Something came up at work."],
      ["agent", "No problem. Which day would suit you better?"],
      ["customer", "{day}, around {time} if possible."],
      ["agent", "Let me put you through to the front desk so they can confirm it."],
    ],
  },
  {
    summary: "Asked whether {treatment} is possible during pregnancy.",
    outcome: "completed",
    lines: [
      ["agent", HELLO],
      ["customer", "Quick question: is {treatment} okay if I'm pregnant?"],
      [
        "agent",
        "We advise waiting until after pregnancy and nursing. Our nurse can talk through alternatives.",
      ],
      ["customer", "That makes sense, I'll wait then. Thank you."],
      ["agent", "Congratulations, and take care!"],
    ],
  },
  {
    summary: "Asked about parking and directions.",
    outcome: "completed",
    lines: [
      ["agent", HELLO],
      ["customer", "Hi, where do I park when I come to the clinic?"],
      ["agent", "There is a garage right behind the building. We validate the first two hours."],
      ["customer", "Oh great, thanks."],
      ["agent", BYE],
    ],
  },
  {
    summary: "Asked about payment plans for {treatment}.",
    outcome: "completed",
    lines: [
      ["agent", HELLO],
      ["customer", "Do you offer payment plans? I'm looking at {treatment}."],
      ["agent", "Yes. {treatment} at {price} can be split into three payments without interest."],
      ["customer", "Do I have to apply for that?"],
      ["agent", "Just bring a photo ID to your visit, it takes five minutes."],
      ["customer", "Good to know. Bye!"],
    ],
  },
  {
    summary: "{name} asked for after-care advice following {treatment}.",
    outcome: "transferred",
    lines: [
      ["agent", HELLO],
      ["customer", "This is {name}. I had {treatment} yesterday and there's a small bruise, is that normal?"],
      ["agent", "A small bruise is common and fades within a week. Is there any pain or swelling?"],
      ["customer", "A bit of swelling."],
      ["agent", "I will connect you with our nurse to be on the safe side."],
    ],
  },
  {
    summary: "Wanted to buy a gift card.",
    outcome: "completed",
    lines: [
      ["agent", HELLO],
      ["customer", "Can I buy a gift card for my sister? Her birthday is on {day}."],
      ["agent", "Yes, at the front desk or on our website. You choose the amount."],
      ["customer", "I'll do it online, thank you so much."],
    ],
  },
];

/** A caller who books: an appointment at {when} belongs to the call. */
export const BOOKING_TALK: VoiceTalk = {
  summary: "{name} booked {service} for {when}.",
  outcome: "completed",
  lines: [
    ["agent", HELLO],
    ["customer", "Hi, I'd like an appointment for {service}."],
    ["agent", "With pleasure. May I have your name?"],
    ["customer", "{name}."],
    ["agent", "Thank you, {name}. The next free time is {when}. Does that suit you?"],
    ["customer", "Yes, that works."],
    ["agent", "Booked: {service}, {when}. Is there anything we should know beforehand?"],
    ["customer", "No, that's all. Thank you."],
    ["agent", BYE],
  ],
};

export const TREATMENTS = [
  ["a HydraFacial", "$189"],
  ["laser hair removal", "$120 a session"],
  ["microneedling", "$275"],
  ["lip filler", "$650"],
  ["a chemical peel", "$150"],
  ["Botox", "$13 a unit"],
  ["dermaplaning", "$95"],
  ["a skin consultation", "$0"],
] as const;

export const CALLER_NAMES = [
  "Olivia Bennett",
  "Marcus Reed",
  "Chloe Nguyen",
  "Hannah Weiss",
  "Priya Raman",
  "Megan Doyle",
  "Andre Coleman",
  "Natalie Cruz",
  "Laura Kim",
  "Victor Almeida",
  "Rachel Stone",
  "Tina Marsh",
] as const;
