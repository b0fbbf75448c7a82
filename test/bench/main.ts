import { chatsBench } from "./chats.js";
import { conversationsBench } from "./conversations.js";
import { emulateBench } from "./emulate.js";
import { flowEngineBench } from "./flow-engine.js";
import { startChatContactBench } from "./start-chat-contact.js";

const benches: Readonly<Record<string, () => Promise<string[]>>> = {
  "flow-engine": flowEngineBench,
  "start-chat-contact": startChatContactBench,
  chats: chatsBench,
  conversations: conversationsBench,
  emulate: emulateBench,
};

const wanted = process.argv.slice(2);
void (async () => {
  for (const [name, bench] of Object.entries(benches)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    console.log(`\n${name}`);
    for (const text of await bench()) console.log(`  ${text}`);
  }
})();
