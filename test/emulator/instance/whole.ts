/** An instance file with something of everything; nothing in it is wrong but that its files are not there. */
export const wholeInstance = `
$schema: ./instance.schema.json
instance:
  id: aaaaaaaa-0000-4000-8000-000000000000
  alias: acme
  region: eu-central-1
  accountId: "012345678901"
  attributes: { CONTACT_LENS: false, MESSAGE_STREAMING: true }
  tags: { team: support }
missing: error
values:
  REGION: eu-central-1
  LIMIT: 30
  DEBUG: false
  supportQueue: { queue: Support }
flows:
  - flows
  - { file: more/queue.json, name: Waiting, id: f-1, type: CUSTOMER_QUEUE, description: While one waits, tags: { a: b }, status: SAVED }
modules: modules
queues:
  - name: Support
    id: arn:aws:connect:eu-central-1:111122223333:instance/i/queue/q-1
    description: First line
    hours: Office
    maxContacts: 10
    status: ENABLED
    outboundCallerId: "+49 30 123"
    agents: [Ada]
    tags: { cost: "1" }
  - name: Billing
hoursOfOperation:
  - name: Office
    id: h-1
    description: When we are there
    timeZone: Europe/Berlin
    config:
      MONDAY: 09:00-17:00
      TUESDAY: [09:00-12:00, 13:00-17:30]
      SATURDAY: closed
    overrides:
      - { name: Christmas, from: 2026-12-24, till: 2026-12-26, config: closed }
      - { from: 2026-11-27, config: [08:00-12:00, 13:00-24:00] }
  - { name: Always, timeZone: UTC, config: open }
  - name: Pasted
    timeZone: America/New_York
    config:
      - { Day: SUNDAY, StartTime: { Hours: 22, Minutes: 0 }, EndTime: { Hours: 6, Minutes: 30 } }
prompts: [Beep.wav, { name: Music, id: p-1 }]
views:
  - name: Refund
    id: v-1
    description: A form
    version: 2
    template: { Head: {}, Body: [] }
    inputSchema: { type: object }
    actions: [Submit, Cancel]
agents:
  - name: Ada
    id: a-1
    firstName: Ada
    lastName: Lovelace
    available: true
    acceptsAfterSeconds: 2.5
    maxChats: 3
    script:
      - { say: Hello, contentType: text/plain, afterSeconds: 1 }
      - { waitFor: message, timeLimitSeconds: 60 }
      - { waitFor: { message: { contains: refund } } }
      - { waitFor: { message: { pattern: ^yes, flags: i } } }
      - { transfer: { queue: Billing }, afterSeconds: 1 }
      - { transfer: { agent: Bob } }
      - { leave: true }
  - { name: Bob, acceptsAfterSeconds: never }
lambda:
  - { name: lookup, id: "arn:aws:lambda:eu-central-1:1:function:lookup-prod", answer: { status: gold, list: [1, null] }, takesSeconds: 0.5 }
  - { name: broken, error: timeout }
  - { name: custom, error: { type: TypeError, message: no } }
  - name: route
    answers:
      - { when: { parameters: { stage: greet }, attributes: { language: { contains: de } }, event: { Details.ContactData.Channel: CHAT } }, answer: hello }
      - { error: exception, takesSeconds: 1 }
  - { name: crm, handler: ./lambda/crm.ts#handler, environment: { TABLE: t } }
lex:
  - name: Menu
    id: arn:aws:lex:eu-central-1:1:bot-alias/B/A
    localeId: en_US
    sessionAttributes: { channel: chat }
    codeHook: { lambda: lookup }
    intents:
      - name: Opening
        utterances: ["When are you open?", "Hours of {city}"]
        slots:
          - { name: city, prompt: Which city?, values: [Berlin, { value: Hamburg, synonyms: [HH] }], maxRetries: 1 }
          - { name: zip, required: false, pattern: "[0-9]{5}" }
        confirmation: { prompt: Sure?, declined: Fine }
        says: We open at nine
        fulfilled: false
        sessionAttributes: { done: "yes" }
        sentiment: NEGATIVE
  - { name: Hooked, codeHook: ./lex/hook.ts#handler }
customerProfiles:
  - id: c-1
    identifiers: { _email: ada@example.com, _phone: ["+49 1", "+49 2"] }
    profile: { FirstName: Ada, Attributes: { tier: gold } }
    objects: { Order: [{ id: 1 }] }
    calculatedAttributes: { orders: 3, vip: true }
cases:
  templates: [{ name: Complaint, id: t-1 }]
  cases: [{ id: case-1, template: Complaint, customerId: c-1, fields: { title: Late, count: 2 }, linked: true }]
metrics:
  - { queue: Support, contactsInQueue: 3, oldestContactAgeSeconds: 120, estimatedWaitTimeSeconds: 60, positionInQueue: 4, agents: { online: 2, available: 0, staffed: 2, busy: 2, afterContactWork: 0, missed: 1, nonProductive: 0 } }
  - { agent: Ada, contactsInQueue: 0 }
quotas: { flows: 50, rates: { StartChatContact: { perSecond: 0.5, burst: 2 } } }
`;
