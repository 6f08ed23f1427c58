/** What reports are called, and what each is for, in plain words. */
import type { components } from "../../api/generated/reports";
import type { Language } from "../../api/problems";
import { CHANNEL_WORDS } from "../../words/channels";
import type { Option } from "../../parts/field";
import type { Words } from "../../parts/schema";

type Schemas = components["schemas"];
export type FormName = Schemas["FormName"];
export type Kind = Schemas["Kind"];
export type ReportLine = Schemas["ReportLine"];
export type ReportState = ReportLine["state"];
export type Channel = NonNullable<Schemas["AskBody"]["channel"]>;
export type Level = NonNullable<Schemas["AskBody"]["level"]>;

interface FormWords {
  name: Words;
  about: Words;
}

const FORMS: Record<FormName, FormWords> = {
  "II.06a": {
    name: ["Biểu II.06a: Kết quả giải quyết theo lĩnh vực", "Form II.06a: Dossiers by field"],
    about: ["Đã nhận, đã giải quyết, còn tồn của từng lĩnh vực; mẫu Thông tư 01/2020", "What was received, resolved and is open in each field; the circular's form"],
  },
  "II.06b": {
    name: ["Biểu II.06b: Kết quả giải quyết theo thủ tục", "Form II.06b: Dossiers by procedure"],
    about: ["Đã nhận, đã giải quyết, còn tồn của từng thủ tục", "What was received, resolved and is open of each procedure"],
  },
  "II.06c": {
    name: ["Biểu II.06c: Kết quả giải quyết theo đơn vị", "Form II.06c: Dossiers by agency"],
    about: ["Đã nhận, đã giải quyết, còn tồn của từng cơ quan", "What was received, resolved and is open at each agency"],
  },
  "II.07": {
    name: ["Biểu II.07: Nguyên nhân quá hạn", "Form II.07: Reasons for lateness"],
    about: ["Bao nhiêu hồ sơ trễ và trễ vì đâu", "How many results came late, and why"],
  },
  balance: {
    name: ["Cân đối tiếp nhận, giải quyết", "Balance of dossiers"],
    about: ["Tồn đầu kỳ, nhận thêm, giải quyết, tồn cuối kỳ; các số phải khớp nhau", "Open at the beginning, received, resolved, open at the end; it must add up"],
  },
  online: {
    name: ["Tỷ lệ hồ sơ trực tuyến", "Online rates"],
    about: ["Bao nhiêu hồ sơ nộp qua mạng, theo mức độ dịch vụ", "How many dossiers were handed in online, by level of service"],
  },
  payment: {
    name: ["Tỷ lệ thanh toán trực tuyến", "Online payment rates"],
    about: ["Bao nhiêu hồ sơ phải nộp tiền, đã nộp, nộp qua mạng", "How many had to pay, paid, and paid online"],
  },
  money: {
    name: ["Tổng hợp thu phí, lệ phí", "Fees and charges collected"],
    about: ["Số tiền đã thu theo hình thức nộp và theo cơ quan", "Money taken by way of paying and by agency"],
  },
  ranking: {
    name: ["Xếp hạng đơn vị", "Ranking of agencies"],
    about: ["Cơ quan nào giải quyết đúng hạn nhiều nhất", "Which agencies keep the terms best"],
  },
  "index-766": {
    name: ["Bộ chỉ số theo Quyết định 766/QĐ-TTg", "Decision 766 indices"],
    about: ["Các chỉ số phục vụ người dân, doanh nghiệp tính được từ số liệu", "The service indices, as far as our data give them"],
  },
  rating: {
    name: ["Số liệu đánh giá theo chín chỉ số", "Inputs of the nine-index rating"],
    about: ["Số liệu đầu vào để chấm điểm theo Thông tư 01/2018", "The figures by which agencies are rated (Circular 01/2018)"],
  },
};

/** Every form to choose from, with what it is for. */
export function formOptions(language: Language): Option[] {
  return (Object.entries(FORMS) as [FormName, FormWords][]).map(([id, { name, about }]) => ({
    id,
    label: said(name, language),
    description: said(about, language),
  }));
}

export const KINDS: Record<Kind, { name: Words; about: Words }> = {
  daily: { name: ["Hằng ngày", "Daily"], about: ["06:00 mỗi sáng, số liệu ngày hôm trước", "At 06:00, of the day before"] },
  monthly: { name: ["Hằng tháng", "Monthly"], about: ["Ngày 1, số liệu tháng dương lịch vừa qua", "On the 1st, of the calendar month that ended"] },
  statutory: {
    name: ["Theo kỳ báo cáo", "Statutory"],
    about: ["Ngày 15, số liệu từ ngày 15 tháng trước đến ngày 14; cả quý, 6 tháng, năm khi hết kỳ", "On the 15th, of the 15th to the 14th; and the quarter, half-year or year that ended with it"],
  },
};

export const LEVELS: Record<Level, Words> = {
  2: ["Cung cấp thông tin trực tuyến", "Online information"],
  3: ["Trực tuyến một phần", "Partly online"],
  4: ["Trực tuyến toàn trình", "Fully online"],
};

export const CUTOFFS: Record<Schemas["Cutoff"], Words> = {
  calendar: ["Theo tháng dương lịch", "Calendar months"],
  statutory: ["Theo kỳ báo cáo: từ ngày 15 đến ngày 14", "Statutory: from the 15th to the 14th"],
};

export const BADGES: Record<ReportState, string> = {
  waiting: "badge",
  making: "badge badge-main",
  ready: "badge badge-good",
  failed: "badge badge-bad",
};

/** A state in two or three words; the service's own name of it is a sentence. */
export const STATES: Record<ReportState, Words> = {
  waiting: ["Đang chờ lập", "Waiting"],
  making: ["Đang lập", "Being made"],
  ready: ["Đã xong", "Ready"],
  failed: ["Chưa lập được", "Not made"],
};

/** How dossiers were handed in; a channel without a name here is said as it is. */
export function channelWords(channel: string): Words {
  return channel in CHANNEL_WORDS ? CHANNEL_WORDS[channel as keyof typeof CHANNEL_WORDS] : [channel, channel];
}

function said([vi, en]: Words, language: Language): string {
  return language === "vi" ? vi : en;
}
