/** The shapes that pass between the engine, the policy and the page.  Types only: nothing is served. */

// -- policy.json: the fields of calculator/engine/policy.py; absent ones have their defaults ------

export type Condition = Record<string, string[]>;

export interface Point {
  id: string;
  label: string;
  text: string;
}

export interface FactValue {
  id: string;
  label: string;
  help?: string;
}

export interface Fact {
  id: string;
  name: string;
  question: string;
  values: FactValue[];
  /** Whether it is the reader's own, such as a plan, and remembered. */
  setting?: boolean;
}

export interface Criterion extends Point {}

/** What the policy calls a severity: 1, "P1", "Urgent". */
export type SeverityId = number | string;

export interface Severity {
  id: SeverityId;
  name: string;
  label: string;
  text: string;
  criteria: Criterion[];
}

export interface Target {
  id: string;
  label: string;
  text: string;
  within: string;
  starts: string[];
  calendar: string;
  kind?: string;
  every?: string;
  share?: number;
}

/** A kind of promise that the policy names besides those that everybody knows. */
export interface Kind {
  id: string;
  name: string;
  due?: string;
  done?: string;
}

export interface Calendar {
  id: string;
  name: string;
  zone?: string;
  hours?: Record<string, string[]>;
  holidays?: string;
  pauses?: string[];
}

export interface Phone {
  id: string;
  location: string;
  number: string;
  toll_free?: boolean;
  countries?: string[];
}

export interface Contact {
  name?: string;
  email?: string;
  phone?: string;
  /** Of a number without a country code: where it is dialled so. */
  countries?: string[];
}

export interface Region {
  id: string;
  name: string;
  zone: string;
  zone_label?: string;
  contact?: Contact;
  office_hours?: string;
}

export interface Channel {
  id: string;
  name: string;
  text: string;
  url?: string;
  steps?: string[];
}

export interface Action extends Point {
  does?: "open-case" | "call" | "note";
  channel?: string;
}

export interface Level {
  id: string;
  title: string;
  text: string;
  regional?: boolean;
}

/** A level that is called after a time, unless a kind of promise (a response) was kept by then. */
export interface EscalationStep {
  id: string;
  level: string;
  after?: string;
  calendar?: string;
  since?: string;
  unless?: string;
  text?: string;
}

export interface Interpretation {
  id: string;
  title: string;
  reading: string;
  reason: string;
}

export interface Example {
  id: string;
  title: string;
  text: string;
  facts?: Record<string, string>;
  opened?: string;
  called?: string;
  country?: string;
  timezone?: string;
  log?: import("./case/case.mjs").LogEntry[];
}

export interface Policy {
  about: {
    name: string;
    vendor: string;
    support: string;
    revision: string;
    language: string;
    latest?: { title: string; url: string };
  };
  facts: Fact[];
  severities: Severity[];
  response: Target[];
  kinds: Kind[];
  /** Tables of the policy, and what each gives: the severity, a fact, or a kind of promise. */
  matrices?: { gives: string }[];
  calendars: Calendar[];
  channels: Channel[];
  phones: Phone[];
  regions: Region[];
  actions: Action[];
  escalation: {
    text: string;
    when: Point[];
    how: Point[];
    contents: Point[];
    levels: Level[];
    steps: EscalationStep[];
    note?: string;
  };
  interpretations: Interpretation[];
  examples: Example[];
  /** Texts in other languages: from a language and a text's name to the text. */
  translations?: Record<string, Record<string, string>>;
}

// -- what the engine is asked, and what it answers -------------------------------------------------

export interface Request {
  text: string;
  facts: Record<string, string>;
  opened: string | null;
  called: string | null;
  answered: string | null;
  now: string;
  country: string | null;
  timezone: string;
  /** Further places whose holidays matter, such as those of offices. */
  places: string[];
  log: import("./case/case.mjs").LogEntry[];
}

export interface Note {
  code: string;
  params?: Record<string, string>;
}

export interface Span {
  start: number;
  end: number;
}

export interface FactReading {
  fact: string;
  value: string | null;
  state: "stated" | "read" | "assumed" | "derived" | "unknown";
  because?: string | null;
  /** Stated: what the words say instead. */
  said?: string | null;
  evidence?: Span[];
}

export interface Segment {
  start: string;
  end: string;
  counted: boolean;
  reason: string;
  name?: string | null;
}

export interface TargetAnswer {
  id: string;
  kind: string;
  status: string;
  applies: boolean;
  governs: boolean;
  why: string;
  params?: Record<string, string>;
  start?: string | null;
  event?: string | null;
  day?: string | null;
  deadline?: string | null;
  /** Of updates: when those after the deadline are due. */
  upcoming?: string[];
  /** Of updates: when the last one was due of which nobody said that it was given. */
  unsaid?: string | null;
  /** While its clock stands: the seconds that are left. */
  left?: number | null;
  segments?: Segment[];
  /** Clock changes on the way; offsets in minutes east of UTC. */
  changes?: { at: string; zone: string; before: number; after: number }[];
  notes?: Note[];
}

/** What governs among the promises of a kind. */
export interface KindAnswer {
  kind: string;
  target: string | null;
  deadline: string | null;
  remaining: number | null;
  upcoming: string[];
  /** When the update was due that is to be asked for. */
  unsaid?: string | null;
}

/** When a step of the escalation begins, as far as that is known. */
export interface StepAnswer {
  id: string;
  level: string;
  stage: "ahead" | "begun" | "kept" | "waiting" | "paused";
  at: string | null;
}

export interface RegionAnswer {
  id: string;
  now: string;
  /** Null: the policy does not say. */
  in_office: boolean | null;
  awake: boolean;
  next_office?: string | null;
  nearest: boolean;
}

export interface Answer {
  severity: SeverityId | null;
  criterion: string | null;
  /** When support changed the severity, and what the description comes to without that. */
  changed: { at: string; severity: SeverityId | null; criterion: string | null } | null;
  possible: SeverityId[];
  candidates: string[];
  asks: string[];
  /** From each fact that is asked to what it decides: severity, a kind of promise, contact, action. */
  decides: Record<string, string[]>;
  facts: FactReading[];
  evidence: (Span & { fact: string; value: string })[];
  aside: (Span & { cue: string })[];
  others: (Span & { severity: SeverityId; criterion: string })[];
  changes: { fact: string; value: string; severity: SeverityId | null; criterion: string | null }[];
  deadline: string | null;
  target: string | null;
  escalation: string | null;
  steps: StepAnswer[];
  targets: TargetAnswer[];
  kinds: KindAnswer[];
  if_called_now: { deadline: string; target: string } | null;
  latest_useful_call: string | null;
  remaining: number | null;
  /** `met` is null where it is not said whether updates came. */
  review: { target: string; met: boolean | null; by: number }[] | null;
  contacts: { regions: RegionAnswer[]; phones: string[] };
  actions: string[];
  notes: Note[];
  errors: { field: string; code: string; params?: Record<string, string> }[];
}

// -- what the page keeps ---------------------------------------------------------------------------

/** What the reader has entered.  Moments are kept as typed; an empty field means its default. */
export interface Case {
  text: string;
  facts: Record<string, string>;
  opened: string;
  called: string;
  answered: string;
  /** By kind of promise: when it was kept, as typed. */
  done: Record<string, string>;
  country: string;
  zone: string;
  ticks: string[];
  /** What the reader wrote for each part of a written escalation, by its id. */
  draft: Record<string, string>;
  /** Of the facts above, those that a link told: whether its sender chose them or wrote them. */
  sent: Record<string, "chosen" | "read">;
}

/** A moment as typed: the instant, what the engine is asked with, or the code of what is wrong. */
export interface Understood {
  at: number | null;
  text: string | null;
  error: string | null;
}

/** The moments of a case; of kinds of promise, those that were told. */
export type Moments = Record<"opened" | "called" | "answered", Understood> & {
  [kind: `done-${string}`]: Understood | undefined;
};

/**
 * How the promised answer stands.  `unopened`: no case is open, so the deadline moves along with
 * now, and is null while nobody knows it; `by`: by how many seconds it was met or missed.
 */
export type Clock =
  | { kind: "wrong" | "none"; due: null }
  | { kind: "unopened"; due: number | null }
  | { kind: "running" | "overdue"; due: number }
  | { kind: "met" | "missed"; due: number; by: number };

/** Of a promise other than the response: its kind. */
export type MomentField = "opened" | "called" | "answered" | `done-${string}`;

export interface FieldError {
  field: string;
  code: string;
  params?: Record<string, string>;
}

export interface Place {
  country: string;
  countryGuessed: boolean;
  /** A zone that exists: the one chosen, or the best guess. */
  zone: string;
  /** What was entered for a zone, if there is no such zone. */
  wrongZone: string;
  /** What was typed or linked as the country, if it names none. */
  wrongCountry: string;
}

export interface Places {
  /** Zone to the country it is in. */
  zones: Record<string, string>;
  /** For a country with several clocks, a zone of each; the main one first. */
  clocks: Record<string, string[]>;
  /** Other names of zones. */
  aliases: Record<string, string>;
  /** Short names of a zone's time, such as `PST PDT`. */
  short: Record<string, string>;
  /** Zone to its large cities, folded, with | between; the zone of the largest city first. */
  cities: Record<string, string>;
  /** Every country there is, whether or not it has a zone of its own. */
  countries: string[];
  /** Folded names to codes, such as `england` to `GB-ENG`. */
  names: Record<string, string>;
}

export interface EngineState {
  phase: "idle" | "loading" | "starting" | "ready" | "failed" | "busy";
  loaded?: number;
  total?: number;
  /** Whether starting takes long. */
  slow?: boolean;
  /** Why it failed: what happened, and of which kind that is. */
  step?: string;
  code?: string;
}

// -- what the page knows of a case, and what may happen to it ---------------------------------------

/** What is open, asked, previewed, just done. */
export interface Ui {
  /** Facts that were asked and answered here; their questions stay where they are. */
  asked: string[];
  /** Whether the reader would rather choose than write. */
  choosing: boolean;
  undo: Case | null;
  /** Why there is something to bring back: cleared, replaced by a link, or by a new description. */
  laid: "" | "cleared" | "link" | "new";
  /** The description that what was chosen is about, as far as it is still there. */
  about: import("./case/description.mjs").About;
  /** When what depends on now was typed, for fields that have not been left yet. */
  since: Partial<Record<MomentField, number>>;
  /** What was typed for moments that were taken away, by a tick or a key. */
  cleared: Partial<Record<MomentField, string>>;
  /** Whether the reader called, and said that no case is open yet. */
  unopened: boolean;
  /** The worked example that fills the form. */
  example: string;
  linkText: boolean;
  /** The id of the button that has just done its work. */
  done: string;
  preview: { change: Partial<Case>; key: string; answer: Answer | null; applies: boolean } | null;
  linkProblems: LinkProblem[];
  /** Fields whose errors are shown: those the reader has left. */
  left: string[];
}

export interface LinkProblem {
  code: string;
  name: string;
}

/** What is the reader's own whatever the issue: facts that are settings, and where they are. */
export interface Settings {
  facts: Record<string, string>;
  country: string;
  zone: string;
}

export interface State {
  kase: Case;
  answer: Answer | null;
  /** The description that the answer is about. */
  answeredText: string;
  /** The moment that the answer took for now. */
  answeredAt: number;
  errors: FieldError[];
  engine: EngineState;
  /** The parts of a country that have holidays of their own. */
  subdivisions: { country: string; list: { code: string; name: string }[] };
  ui: Ui;
}

/** What happens to a case.  Those with an `arg` are named as the buttons' `data-do`. */
export type CaseEvent =
  | { type: "typed"; text: string }
  | { type: "entered" | "picked"; field: MomentField; text: string }
  | { type: "settled"; field: MomentField }
  | { type: "left"; field: string }
  | { type: "placed"; field: "country" | "zone"; value: string }
  | { type: "chosen"; fact: string; value: string }
  | { type: "ticked"; action: string; done: boolean }
  | { type: "drafted"; part: string; text: string }
  | { type: "link-text"; on: boolean }
  | { type: "stamp" | "clear"; arg: MomentField }
  | { type: "example" | "forget" | "put-back" | "take-other" | "take-zone"; arg: string }
  | { type: "example-here" | "choose" | "undo" | "dismiss-undo" | "dismiss-link-problems" }
  | { type: "start-again" | "same-case" | "apply-preview" | "retry" }
  | { type: "opened-as-called" | "not-opened" }
  | { type: "linked"; kase: Partial<Case>; problems: LinkProblem[] }
  | { type: "previewed"; preview: Ui["preview"] }
  | { type: "done"; id: string }
  | { type: "subdivided"; subdivisions: State["subdivisions"] }
  | { type: "asked"; errors: FieldError[] }
  | {
      type: "answered";
      answer: Answer;
      /** What was asked about, and the moment that was now. */
      text: string;
      at: number;
      errors: FieldError[];
      engine: EngineState;
    }
  | { type: "failed"; message: string };

/** What an event is understood by. */
export interface Context {
  policy: Policy;
  places: Places;
  /** The browser's zone. */
  here: string;
  now: number;
  locale: string;
}

// -- what a view is made from ----------------------------------------------------------------------

/** What does not change while the page is open, but for the language. */
export interface Given {
  w: import("./words/words.mjs").Words;
  /** The words of the policy's language, for what is sent to support. */
  pw: import("./words/words.mjs").Words;
  f: import("./words/format.mjs").Formats;
  pf: import("./words/format.mjs").Formats;
  /** The policy in the language of the interface, as far as it has its texts in it. */
  policy: Policy;
  /** The policy in its own language. */
  original: Policy;
  links: Record<string, string>;
  /** The address of the site, with a slash at its end. */
  base: string;
  places: Places;
  embedded: boolean;
  /** Whether what is entered outlives the page. */
  lasting: boolean;
  /** Whether this page works without a network from now on. */
  offline: boolean;
}

export interface View extends Given, State {
  place: Place;
  now: number;
  moments: Moments;
  clock: Clock;
  /** The address that leads back to this case, and what stands after its `#`. */
  permalink: string;
  fragment: string;
}
