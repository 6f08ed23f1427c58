/** As of when figures are, and whether they could be read anew since. */
import { asProblem } from "../../api/problems";
import { Button } from "../../parts/button";
import { moment } from "../../words/format";
import { useLanguage } from "../../words/language";
import "./dashboard.css";

const MINUTE = 60_000;
/** How often today's figures are read anew, in milliseconds. */
export const TODAY_EVERY = 3 * MINUTE;
/** How often the year's are: as long as its answer may be kept on the way. */
export const YEAR_EVERY = 5 * MINUTE;

interface FreshProps {
  asOf: string;
  /** How often they are read anew, in milliseconds. */
  every: number;
  query: { error: Error | null; isFetching: boolean; refetch: () => unknown };
}

/** Of a query that has its data: when it cannot be read anew, the older figures stay and say so. */
export function Fresh({ asOf, every, query }: FreshProps) {
  const { t, language } = useLanguage();
  return (
    <div className="fresh">
      <span className="fine">
        {t("Số liệu lúc", "As of")} <time dateTime={asOf}>{moment(asOf, language)}</time> ·{" "}
        {t(`tự cập nhật ${every / MINUTE} phút một lần`, `renewed every ${every / MINUTE} minutes`)}
      </span>
      <Button look="quiet" isPending={query.isFetching} onPress={() => void query.refetch()}>
        {t("Cập nhật ngay", "Renew now")}
      </Button>
      <span role="status">
        {query.error !== null && (
          <span className="badge badge-warn">
            {t("Chưa cập nhật được", "Could not be renewed")}: {asProblem(query.error).title(language)}
          </span>
        )}
      </span>
    </div>
  );
}
