import type { AttachmentItem, Item } from "@aws-sdk/client-connectparticipant";
import type { Clock } from "./clock.js";
import { accessDenied, ServiceError } from "./errors.js";
import { Expiring } from "./expiring.js";
import type { Identifiers } from "./identifiers.js";
import type { Behaviour } from "./options.js";
import type { Participant } from "./participant.js";
import type { Quotas } from "./quotas.js";
import { pastContacts } from "./transcript.js";

const seconds = 1000;

/** A file in a chat, from the announcement of its upload. */
export interface Attachment {
  readonly id: string;
  readonly from: Participant;
  readonly name: string;
  readonly contentType: string;
  /** Bytes that were announced. */
  readonly size: number;
  bytes?: Buffer;
  /** Its item of the transcript, once the upload is complete. */
  item?: Item;
}

/** Part of a URL, which whoever has it can use. */
export interface Ticket {
  readonly token: string;
  /** Milliseconds since the epoch. */
  readonly expires: number;
}

/** The files of all chats, and the tickets to send and to fetch their bytes. */
export class Attachments {
  private readonly byId = new Map<string, Attachment>();
  private readonly uploads: Expiring<Attachment>;
  private readonly downloads: Expiring<Attachment>;

  constructor(
    private readonly clock: Clock,
    private readonly identifiers: Identifiers,
    private readonly behaviour: Behaviour,
    private readonly quotas: Pick<Quotas, "attachmentsPerChat" | "attachmentBytes">,
  ) {
    this.uploads = new Expiring(clock, behaviour.attachmentUrlSeconds * seconds);
    this.downloads = new Expiring(clock, behaviour.attachmentUrlSeconds * seconds);
  }

  announce(
    from: Participant,
    file: Pick<Attachment, "name" | "contentType" | "size">,
  ): { readonly id: string; readonly upload: Ticket } {
    this.refuseTooMany(from);
    const { attachmentBytes: most } = this.quotas;
    if (file.size > most) {
      const { largeAttachment: name } = this.behaviour;
      const status = name === "ValidationException" ? 400 : 402;
      throw new ServiceError(name, status, `The attachment has ${file.size} bytes; ${most} is the limit.`);
    }
    const attachment: Attachment = { id: this.identifiers.id(), from, ...file };
    this.byId.set(attachment.id, attachment);
    const token = this.identifiers.token();
    return { id: attachment.id, upload: { token, expires: this.uploads.put(token, attachment) } };
  }

  /** The upload is done: the file appears in the chat, and is approved or rejected when it has been scanned. */
  complete(by: Participant, id: string): void {
    const attachment = this.known(by, id);
    if (attachment.item) {
      throw new ServiceError("ConflictException", 409, "The upload of the attachment is already complete.");
    }
    if (!attachment.bytes) throw new ServiceError("ValidationException", 400, "The attachment has not been uploaded.");
    this.refuseTooMany(by);
    attachment.item = by.chat.attach(by, [summaryOf(attachment, "IN_PROGRESS")]);
    const { attachmentScanTime: duration } = this.behaviour;
    if (duration === 0) this.scanned(attachment);
    else this.clock.after(duration, "flow", () => this.scanned(attachment));
  }

  /** A ticket to fetch an approved file of the chat, or of a past one that it carries on. Custom participants get none. */
  fetch(by: Participant, id: string, life = this.behaviour.attachmentUrlSeconds): Ticket & { readonly size: number } {
    if (by.role === "CUSTOM_BOT") throw accessDenied();
    const attachment = this.known(by, id);
    if (statusOf(attachment) !== "APPROVED") {
      throw new ServiceError("ValidationException", 400, "The attachment has not been approved.");
    }
    const token = this.identifiers.token();
    return { token, expires: this.downloads.put(token, attachment, life * seconds), size: attachment.size };
  }

  /** The file whose bytes a ticket is for; `undefined` when it was never given, has expired, or has done its work. */
  toUpload(token: string): Attachment | undefined {
    const attachment = this.uploads.get(token);
    return attachment?.item ? undefined : attachment;
  }

  /** The file that a ticket fetches; `undefined` when it was never given, or has expired. */
  toDownload(token: string): Attachment | undefined {
    return this.downloads.get(token);
  }

  clear(): void {
    this.byId.clear();
    this.uploads.clear();
    this.downloads.clear();
  }

  private known(by: Participant, id: string): Attachment {
    const attachment = this.byId.get(id);
    const reachable = attachment && (attachment.from.chat === by.chat || carriesOn(by, attachment));
    if (!reachable) throw new ServiceError("ValidationException", 400, "The chat has no such attachment.");
    return attachment;
  }

  private scanned(attachment: Attachment): void {
    const { item, from } = attachment;
    if (!item) return;
    item.Attachments = [summaryOf(attachment, this.behaviour.attachmentScan)];
    if (!from.chat.ended) from.chat.broadcast(item);
  }

  private refuseTooMany({ chat }: Participant): void {
    const { attachmentsPerChat: most } = this.quotas;
    if (chat.attachmentCount < most) return;
    throw new ServiceError("ServiceQuotaExceededException", 402, `The chat has ${most} attachments already.`);
  }
}

function carriesOn({ chat }: Participant, { from }: Attachment): boolean {
  return pastContacts(chat).some((contact) => contact.chat === from.chat);
}

function statusOf({ item }: Attachment): AttachmentItem["Status"] {
  return item?.Attachments?.[0]?.Status;
}

function summaryOf({ id, name, contentType }: Attachment, Status: AttachmentItem["Status"]): AttachmentItem {
  return { ContentType: contentType, AttachmentId: id, AttachmentName: name, Status };
}
