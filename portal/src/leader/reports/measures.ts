/** What the counters' measures are called. */
import type { Words } from "../../parts/schema";

const COUNTS: Readonly<Record<string, Words>> = {
  submitted: ["Nộp", "Handed in"],
  received: ["Được tiếp nhận", "Received"],
  received_late: ["Tiếp nhận chậm", "Received late"],
  refused: ["Từ chối tiếp nhận", "Refused at reception"],
  abandoned: ["Rút trước khi tiếp nhận", "Withdrawn before reception"],
  early: ["Giải quyết trước hạn", "Resolved early"],
  on_time: ["Giải quyết đúng hạn", "Resolved on time"],
  late: ["Giải quyết quá hạn", "Resolved late"],
  withdrawn: ["Rút sau khi tiếp nhận", "Withdrawn after reception"],
  returned: ["Đã trả kết quả", "Returned"],
  overdue: ["Đang quá hạn", "Overdue"],
  supplement: ["Chờ bổ sung", "Waiting for a supplement"],
  duty: ["Chờ nghĩa vụ tài chính", "Waiting for a financial duty"],
  stopped: ["Dừng xử lý", "Stopped"],
  supplements_asked: ["Lượt yêu cầu bổ sung", "Supplements asked"],
  forwarded: ["Chuyển liên thông", "Forwarded"],
  extended: ["Xin lỗi, hẹn lại", "Extended"],
  extended_in_time: ["Hẹn lại trước hạn", "Extended in time"],
  fee_due: ["Phải nộp tiền", "With something to pay"],
  money_otherwise: ["Tiền chưa rõ hình thức", "Money, way unknown"],
  refunds: ["Lượt hoàn trả", "Refunds"],
  money_refunded: ["Tiền đã hoàn", "Money refunded"],
};

/** Measures that are named by a first part and a second one. */
const FIRST: Readonly<Record<string, Words>> = {
  late: ["Quá hạn vì", "Late for"],
  paid: ["Đã nộp", "Paid"],
  fee: ["Phí", "Fees"],
  charge: ["Lệ phí", "Charges"],
  overall: ["Đánh giá chung", "Overall"],
  convenience: ["Đánh giá thuận tiện", "Convenience"],
  attitude: ["Đánh giá thái độ", "Attitude"],
};

const SECOND: Readonly<Record<string, Words>> = {
  regulation: ["quy định", "regulations"],
  coordination: ["phối hợp", "coordination"],
  staff: ["nhân lực", "staff"],
  technical: ["kỹ thuật", "technical failure"],
  applicant: ["người nộp", "the applicant"],
  force_majeure: ["bất khả kháng", "force majeure"],
  other: ["nguyên nhân khác", "another reason"],
  online: ["trực tuyến", "online"],
  cash: ["tiền mặt", "in cash"],
  card: ["thẻ", "by card"],
  transfer: ["chuyển khoản", "by transfer"],
  otherwise: ["hình thức khác", "otherwise"],
  very_satisfied: ["rất hài lòng", "very satisfied"],
  satisfied: ["hài lòng", "satisfied"],
  dissatisfied: ["không hài lòng", "dissatisfied"],
};

/** A measure's name; its code if it has none here. */
export function measureWords(measure: string): Words {
  const [, one = "", two = ""] = /^([a-z]+)_(.+)$/.exec(measure) ?? [];
  const first = FIRST[one];
  const second = SECOND[two];
  if (first === undefined || second === undefined) return COUNTS[measure] ?? [measure, measure];
  return [`${first[0]} ${second[0]}`, `${first[1]} ${second[1]}`];
}
