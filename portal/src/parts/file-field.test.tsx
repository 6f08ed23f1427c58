import { screen } from "@testing-library/react";
import { useState } from "react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { network, refusal } from "../testing/network";
import { renderPage } from "../testing/render";
import { sentForms, TakingRequest, UPLOAD_FORM } from "../testing/uploads";
import { FileField } from "./file-field";
import { useUnsent } from "./unsent";
import type { SentFile } from "./upload";

const PAPER = new File(["%PDF-1.4"], "paper.pdf", { type: "application/pdf" });

function Shown() {
  const [files, setFiles] = useState<readonly SentFile[]>([]);
  return (
    <FileField
      label="Identity paper"
      purpose={{ procedure: "2.000635", component: "identity" }}
      mediaTypes={["application/pdf"]}
      maxBytes={1000}
      files={files}
      onAdd={(file) => setFiles((all) => [...all, file])}
      onRemove={(file) => setFiles((all) => all.filter((one) => one !== file))}
    />
  );
}

function Sent({ onSend }: { onSend: () => void }) {
  const files = useUnsent();
  return (
    <>
      <Shown />
      {files.note}
      <button onClick={() => files.isHeld() || onSend()}>Send</button>
    </>
  );
}

function choose(...files: File[]) {
  const input = document.querySelector<HTMLInputElement>("input[type=file]");
  if (input === null) throw new Error("no file input");
  Object.defineProperty(input, "files", { value: files, configurable: true });
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

describe("a field for files", () => {
  beforeEach(() => {
    sentForms.length = 0;
    vi.stubGlobal("XMLHttpRequest", TakingRequest);
  });

  it("declares a file with its checksum, then sends it to storage with the form's fields first", async () => {
    renderPage(Shown, { routes: { "POST /intake/uploads": UPLOAD_FORM } });
    choose(PAPER);
    expect(await screen.findByText("✓")).toBeInTheDocument();
    expect(network.of("POST /intake/uploads")[0]?.body).toEqual({
      name: "paper.pdf",
      media_type: "application/pdf",
      size: 8,
      sha256: "e16fa5d9b51928755db85b917f0297babaf22c7a47e97d9212adab56e61ba04e",
      procedure_code: "2.000635",
      component: "identity",
    });
    expect([...(sentForms[0]?.keys() ?? [])]).toEqual(["key", "Content-Type", "file"]);
  });

  it("takes no file of another kind, and none too large", async () => {
    renderPage(Shown);
    choose(new File(["x"], "notes.txt", { type: "text/plain" }), new File(["x".repeat(1001)], "big.pdf", { type: "application/pdf" }));
    expect(await screen.findByText("Only PDF is taken.")).toBeInTheDocument();
    expect(screen.getByText(/Larger than/)).toBeInTheDocument();
    expect(network.calls).toHaveLength(0);
  });

  it("says what the service has against a file, and tries it again when asked", async () => {
    const errors = [{ field: "/size", rule: "maximum", detail: "Quá lớn", detail_en: "Too large for this" }];
    const user = renderPage(Shown, { routes: { "POST /intake/uploads": refusal(422, "invalid-input", { errors }) } });
    choose(PAPER);
    expect(await screen.findByText("Too large for this")).toBeInTheDocument();
    network.serve({ "POST /intake/uploads": UPLOAD_FORM });
    await user.click(screen.getByRole("button", { name: "Try paper.pdf again" }));
    expect(await screen.findByText("✓")).toBeInTheDocument();
    expect(screen.queryByText("Too large for this")).not.toBeInTheDocument();
  });

  it("forgets a file that is removed", async () => {
    const user = renderPage(Shown, { routes: { "POST /intake/uploads": UPLOAD_FORM } });
    choose(PAPER);
    await screen.findByText("✓");
    await user.click(screen.getByRole("button", { name: "Remove paper.pdf" }));
    expect(screen.queryByText(/paper\.pdf/)).not.toBeInTheDocument();
  });

  it("holds its form back while a file is on its way, and says so", async () => {
    const went = vi.fn();
    class WaitingRequest extends TakingRequest {
      override send(): void {}
    }
    vi.stubGlobal("XMLHttpRequest", WaitingRequest);
    const user = renderPage(() => <Sent onSend={went} />, { routes: { "POST /intake/uploads": UPLOAD_FORM } });
    choose(PAPER);
    await screen.findByRole("progressbar");
    await user.click(screen.getByRole("button", { name: "Send" }));
    expect(screen.getByRole("alert")).toHaveTextContent("still being uploaded");
    expect(went).not.toHaveBeenCalled();
    await user.click(screen.getByRole("button", { name: "Remove paper.pdf" }));
    await user.click(screen.getByRole("button", { name: "Send" }));
    expect(went).toHaveBeenCalledOnce();
  });
});
