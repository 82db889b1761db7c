import type { Language } from "./countries";

/**
 * What people write. `<` comes from the customer, `>` is the agent's reply, `>>` is typed by staff; several in a row are several
 * bubbles. [image], [audio], [document], [location] and [unsupported] stand for what is not text; the rest of the line is a caption.
 */
export const WHATSAPP_TALKS: Readonly<Record<Language, readonly (readonly string[])[]>> = {
  en: [
    [
      "< Hello, how much is {treatment}?",
      "> Hi {name}! {treatment} starts at {price}.",
      "> Would you like me to check free times for you?",
      "< Yes please, {day} if possible",
    ],
    [
      "< Good morning",
      "< Is the vitamin C serum back in stock?",
      "> Good morning {name} 😊 Yes, it arrived yesterday.",
      "> Shall we set one aside for you, or deliver it?",
      "< Deliver please",
      "< [location] Home",
      "> Thank you! It will be with you tomorrow before noon.",
    ],
    [
      "< Hi, I need to change my appointment to {day}",
      "> No problem, {name}. {day} at {time} is free.",
      "< Perfect",
      "> Done, see you on {day} at {time}.",
    ],
    [
      "< [image] My skin this morning. Is this normal after the peel?",
      "> Thank you for the picture, {name}.",
      "> A little redness is normal for two days. Please keep it moisturised and stay out of the sun.",
      "< Okay thanks 🙏🏾",
    ],
    [
      "< [audio]",
      "> Thank you for the voice note. I am passing it to a colleague who will listen to it.",
      ">> Hi {name}, I just listened. The delivery can be moved to {day}, no charge.",
      "< You people are the best",
    ],
    [
      "< My parcel has not arrived",
      "> I am sorry, {name}. Let me look.",
      ">> The rider is on the way, he had a puncture. About 40 minutes.",
      "< Ok I'm home",
      "< Received, thank you",
    ],
    [
      "< Do you do gift cards?",
      "> We do! Any amount, sent here or printed at the desk.",
      "< I'd like one for my sister, {price}",
      "> Lovely. I have sent the payment link, the card follows as soon as it is paid.",
      "< Paid",
    ],
    ["< Can I pay with mobile money?", "> Yes: MTN, Airtel and M-Pesa all work. Card too.", "< 👍🏾"],
    [
      "< What do I get with the Plus plan?",
      "> With Plus you get 10 % off delivery, the lower service fee and up to twenty open quotes.",
      "> It renews every 30 days and you can cancel any time.",
      "< And Standard?",
      "> Standard has 5 % off delivery and the same service fee.",
      "< I'll think about it",
    ],
    [
      "< I'm outside, where do I park?",
      "> The gate on the left, {name}. The guard knows you are coming.",
      "< Thanks",
    ],
    [
      "< Price list please",
      "> [document] Price list.pdf",
      "> Here it is, {name}. Anything you are curious about?",
      "< Thank you, let me go through it",
    ],
    [
      "< Hey is {treatment} painful?",
      "> Most people feel a light tingle, nothing more.",
      "> We use a numbing cream if you like.",
      "< Great, book me for {day} {time}",
      "> Booked: {treatment}, {day} at {time}. See you then, {name}!",
    ],
    [
      "< I was charged twice!",
      "> I am sorry about that, {name}. A colleague is looking at it now.",
      ">> Hello {name}, you are right: the second payment was returned today. Please allow two days.",
      "< Ok. Thanks for the quick answer",
    ],
    [
      "< [unsupported]",
      "> That kind of message does not reach us. Could you write it as text?",
      "< It was a poll 😅 Which sunscreen is better, SPF 30 or 50?",
      "> SPF 50 for your area, {name}, and again after two hours.",
    ],
    [
      "< Can my order come on {day} instead?",
      "> Of course. Same address?",
      "< Yes, {area}",
      "> Noted. {day}, {area}.",
    ],
    ["< How long does {treatment} take?", "> About 45 minutes, plus ten for the talk before.", "< Cool"],
  ],
  ar: [
    [
      "< السلام عليكم",
      "< كم سعر {treatment}؟",
      "> وعليكم السلام {name} 🌷",
      "> السعر يبدأ من {price}. هل تودّين حجز موعد؟",
      "< نعم، يوم الخميس إن أمكن",
    ],
    ["< مرحبا، هل وصل الطلب؟", "> أهلاً {name}، الطلب في الطريق ويصل خلال ساعة إن شاء الله.", "< شكراً جزيلاً"],
    [
      "< Hi, بكم توصيل الطلب إلى {area}؟",
      "> التوصيل مجاني مع خطة Plus، و 5 % خصم مع Standard.",
      "> You can see the plans in the app, {name}.",
      "< تمام thank you 🙏",
    ],
    [
      "< [audio]",
      "> شكراً على الرسالة الصوتية، زميلتنا تستمع إليها الآن.",
      ">> أهلاً {name}، تم تغيير الموعد إلى الساعة {time}.",
      "< ممتاز",
    ],
    ["< هل أستطيع الدفع بالبطاقة؟", "> نعم، Visa و Mastercard مقبولتان.", "< 👍"],
  ],
  pt: [
    [
      "< Oi, tudo bem? Quanto custa {treatment}?",
      "> Oi {name}, tudo ótimo! A partir de {price}.",
      "> Posso ver um horário para você?",
      "< Pode sim, na parte da tarde",
    ],
    ["< Meu pedido já saiu?", "> Saiu hoje cedo, {name}. Chega até as 18h.", "< Obrigada! ❤️"],
    [
      "< [image] Chegou assim 😕",
      "> Sinto muito, {name}. Vamos trocar sem custo.",
      "< Obrigado pela atenção",
    ],
  ],
  sw: [
    [
      "< Habari, {treatment} ni bei gani?",
      "> Nzuri {name}! Inaanzia {price}.",
      "> Ungependa tukuwekee nafasi?",
      "< Ndiyo, {day}",
    ],
    ["< Mzigo wangu umefika wapi?", "> Uko njiani, {name}. Utafika kabla ya saa kumi.", "< Asante sana"],
  ],
  hi: [
    [
      "< नमस्ते, {treatment} का क्या रेट है?",
      "> नमस्ते {name} 🙏 {price} से शुरू होता है।",
      "> क्या मैं आपके लिए समय देखूँ?",
      "< हाँ, शनिवार को",
    ],
    ["< ऑर्डर कब आएगा?", "> आज शाम तक पहुँच जाएगा, {name}।", "< ठीक है, धन्यवाद"],
  ],
};

/** Treatments with what they cost where; prices are in the branch's money. */
export const OFFERS: Readonly<Record<string, readonly (readonly [treatment: string, price: string])[]>> = {
  kampala: [
    ["a deep facial", "UGX 180,000"],
    ["the relaxing massage", "UGX 150,000"],
    ["laser hair removal", "UGX 260,000"],
    ["a chemical peel", "UGX 220,000"],
  ],
  nairobi: [
    ["a deep facial", "KES 6,500"],
    ["the hot stone massage", "KES 7,000"],
    ["microneedling", "KES 14,000"],
  ],
  austin: [
    ["a HydraFacial", "$189"],
    ["microneedling", "$275"],
    ["a chemical peel", "$150"],
    ["laser hair removal", "$120"],
  ],
};

/** Why WhatsApp did not deliver, in its own words. */
export const SEND_FAILURES = [
  "131047: Re-engagement message. More than 24 hours have passed since the customer last replied to this number.",
  "131026: Message undeliverable. The number is not on WhatsApp, or its app is too old.",
  "131049: This message was not delivered to maintain healthy ecosystem engagement.",
  "131056: Too many messages to this person from this number in a short time.",
  "131053: Media upload error. The file's type is not supported.",
] as const;

export const AFTERTHOUGHTS = [
  "Hello?",
  "Any news?",
  "Are you there?",
  "?",
  "Please let me know",
  "Thanks 🙏🏾",
] as const;
export const STOP_ANSWER = "You will receive no more messages from us. Send START to change that.";
