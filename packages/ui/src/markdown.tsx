import { isValidElement, type ReactNode } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import { classNames } from "./class-names.ts";
import { CodeBlock } from "./code-block.tsx";
import { TextLink } from "./text-link.tsx";

const headingLooks = [
  "text-title",
  "text-base",
  "text-body",
  "text-body",
  "text-body",
  "text-body",
];

/** Headings of the text go below those of the page: its "#" becomes an h3 with `headingLevel` 3. */
function headings(headingLevel: number): Components {
  const entries = [1, 2, 3, 4, 5, 6].map((depth) => {
    const Tag = `h${Math.min(6, depth + headingLevel - 1)}` as "h1";
    const look = classNames("mt-8 mb-2 font-semibold first:mt-0", headingLooks[depth - 1]);
    return [
      `h${depth}`,
      ({ children }: { children?: ReactNode }) => <Tag className={look}>{children}</Tag>,
    ] as const;
  });
  return Object.fromEntries(entries);
}

const parts: Components = {
  p: ({ children }) => <p className="my-3 first:mt-0 last:mb-0">{children}</p>,
  a: ({ href = "", children }) => (
    <TextLink external={/^https?:/i.test(href)} href={href}>
      {children}
    </TextLink>
  ),
  ul: ({ children }) => (
    <ul className="my-3 list-disc ps-6 [li>&]:my-1 marker:text-subtle-foreground">{children}</ul>
  ),
  ol: ({ children, start }) => (
    <ol className="my-3 list-decimal ps-6 [li>&]:my-1 marker:text-subtle-foreground" start={start}>
      {children}
    </ol>
  ),
  li: ({ children }) => <li className="my-1 ps-1">{children}</li>,
  blockquote: ({ children }) => (
    <blockquote className="my-4 border-s-2 ps-4 text-muted-foreground">{children}</blockquote>
  ),
  hr: () => <hr className="my-8 border-t" />,
  // A picture from elsewhere would tell that host who reads; it is shown only when the CSP allows it.
  img: ({ src, alt = "" }) => (
    <img
      alt={alt}
      className="my-4 max-w-full rounded-lg border"
      loading="lazy"
      referrerPolicy="no-referrer"
      src={typeof src === "string" ? src : undefined}
    />
  ),
  code: ({ children }) => (
    <code className="rounded-sm bg-selected px-1 py-0.5 font-mono text-[0.9em] [overflow-wrap:anywhere]">
      {children}
    </code>
  ),
  pre: ({ children }) => {
    const { text, language } = readCode(children);
    return <CodeBlock code={text} language={language} />;
  },
};

function readCode(children: ReactNode): { text: string; language: string | undefined } {
  if (!isValidElement<{ children?: ReactNode; className?: string }>(children)) {
    return { text: "", language: undefined };
  }
  const { children: code, className = "" } = children.props;
  return {
    text: typeof code === "string" ? code.replace(/\n$/, "") : "",
    language: /language-(\S+)/.exec(className)?.[1],
  };
}

export interface MarkdownProps {
  /** Markdown by people we do not trust: raw HTML in it is shown as nothing. */
  source: string;
  /** The level that a "#" becomes. */
  headingLevel?: 2 | 3 | 4;
  className?: string;
}

/** Instructions and READMEs: sanitised, without raw HTML, links without referrer, code with a copy button. */
export function Markdown({ source, headingLevel = 2, className }: MarkdownProps) {
  return (
    <div className={classNames("max-w-[70ch] text-body [overflow-wrap:anywhere]", className)}>
      <ReactMarkdown
        components={{ ...parts, ...headings(headingLevel) }}
        rehypePlugins={[rehypeSanitize]}
        skipHtml
      >
        {source}
      </ReactMarkdown>
    </div>
  );
}
