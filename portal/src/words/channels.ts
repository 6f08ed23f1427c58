/** How a dossier comes in, in words. */
import type { Channel } from "../api/catalogue";

export const CHANNEL_WORDS: Record<Channel, readonly [vi: string, en: string]> = {
  online: ["Nộp trực tuyến", "Online"],
  counter: ["Nộp tại bộ phận một cửa", "At the one-stop counter"],
  postal: ["Nộp qua bưu chính công ích", "By post"],
};
