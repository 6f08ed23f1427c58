/** How far the making of a report is. */
import { ProgressBar } from "react-aria-components";
import type { components } from "../../api/generated/reports";
import { useLanguage } from "../../words/language";

interface MakingProps {
  progress: components["schemas"]["ProgressView"];
  /** What is being made. */
  name: string;
}

export function Making({ progress, name }: MakingProps) {
  const { t } = useLanguage();
  const { done, total } = progress;
  const words = total === 0 ? t("Chờ đến lượt", "Waiting for its turn") : `${t(progress.step_name, progress.step_name_en)} · ${done}/${total}`;
  return <Bar label={t(`Đang lập ${name}`, `Making ${name}`)} share={total === 0 ? 0 : done / total} words={words} />;
}

interface BarProps {
  label: string;
  /** Between 0 and 1. */
  share: number;
  words: string;
}

export function Bar({ label, share, words }: BarProps) {
  const percent = Math.round(share * 100);
  return (
    <ProgressBar value={percent} valueLabel={words} aria-label={label} className="making">
      <span className="making-track">
        <span className="making-bar" style={{ width: `${percent}%` }} />
      </span>
      <small>{words}</small>
    </ProgressBar>
  );
}
