/** Errors as the services answer them: RFC 9457 problem details in Vietnamese and English. */

export type Language = "vi" | "en";

export interface FieldError {
  field: string;
  rule: string;
  detail: string;
  detail_en: string;
}

interface Details {
  type: string;
  status: number;
  title: string;
  title_en: string;
  detail?: string;
  detail_en?: string;
  instance?: string;
  errors?: FieldError[];
  legal_moves?: string[] | null;
}

export class Problem extends Error {
  readonly details: Details;
  readonly retryAfter: number | null;

  constructor(details: Details, retryAfter: number | null = null) {
    super(details.type);
    this.details = details;
    this.retryAfter = retryAfter;
  }

  /** No answer came: the network is away, not the system's fault. */
  static offline(): Problem {
    return new Problem({
      type: "urn:motcua:problem:offline",
      status: 0,
      title: "Không có kết nối mạng",
      title_en: "No network connection",
      detail: "Kiểm tra mạng rồi thử lại; những gì bạn đã nhập vẫn còn.",
      detail_en: "Check your connection and try again; what you typed is kept.",
    });
  }

  /** An answer that is none of ours, from a proxy in between for one. */
  static unexpected(status = 500): Problem {
    return new Problem({
      type: "urn:motcua:problem:unexpected",
      status,
      title: "Hệ thống gặp lỗi, vui lòng thử lại",
      title_en: "The system failed; please try again",
    });
  }

  get status(): number {
    return this.details.status;
  }

  /** The last part of the type, by which code tells problems apart. */
  get slug(): string {
    return this.details.type.split(":").at(-1) ?? "";
  }

  title(language: Language): string {
    return language === "vi" ? this.details.title : this.details.title_en;
  }

  detail(language: Language): string {
    return (language === "vi" ? this.details.detail : this.details.detail_en) ?? "";
  }

  /** What is wrong with one field, named by its JSON pointer. */
  of(field: string, language: Language): string | undefined {
    const found = this.details.errors?.find((error) => error.field === field);
    return found && (language === "vi" ? found.detail : found.detail_en);
  }
}

export async function readProblem(response: Response): Promise<Problem> {
  const wait = Number(response.headers.get("Retry-After")) || null;
  try {
    const details = (await response.json()) as Partial<Details>;
    if (typeof details.type === "string" && typeof details.title === "string") {
      return new Problem({ ...details, status: response.status } as Details, wait);
    }
  } catch {
    // Not JSON: answered below.
  }
  return Problem.unexpected(response.status);
}

export function asProblem(error: unknown): Problem {
  return error instanceof Problem ? error : Problem.unexpected();
}
