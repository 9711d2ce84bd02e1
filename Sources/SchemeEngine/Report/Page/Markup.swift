/// Text for a page, escaped where it enters.
enum Markup {
    static func escape(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            default: escaped.append(character)
            }
        }
        return escaped
    }

    /// A table with its headings in both directions.
    static func table(caption: String, head: [String], rows: [[String]], isHidden: (String) -> Bool) -> String {
        let heads = head.map { "<th scope=\"col\">\(escape($0))</th>" }.joined()
        let body = rows.map { row in
            let cells = row.dropFirst().map { cell in
                isHidden(cell) ? "<td class=\"hidden\">\(escape(cell))</td>" : "<td>\(escape(cell))</td>"
            }
            return "<tr><th scope=\"row\">\(escape(row.first ?? ""))</th>\(cells.joined())</tr>"
        }
        return "<table><caption>\(escape(caption))</caption><thead><tr>\(heads)</tr></thead>"
            + "<tbody>\(body.joined(separator: "\n"))</tbody></table>"
    }

    /// A whole page, without script: it must read the same on paper.
    static func page(title: String, body: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="en-GB">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="robots" content="noindex">
        <title>\(escape(title))</title>
        <style>\(style)</style>
        </head>
        <body>
        \(body)
        </body>
        </html>

        """
    }

    private static let style = """
        :root { color-scheme: light; --ink: #14202b; --quiet: #4a5a68; --line: #c9d2da; --paper: #ffffff; --soft: #f2f5f7;
          --bar: #1d5b8f; --other: #b4541a; }
        * { box-sizing: border-box; }
        body { margin: 0; font: 1rem/1.5 system-ui, "DejaVu Sans", sans-serif; color: var(--ink); background: var(--paper); }
        header, main, footer { max-width: 72rem; margin: 0 auto; padding: 0 1.5rem; }
        header { padding-top: 2rem; border-bottom: 4px solid var(--bar); }
        h1 { margin: 0; font-size: 2rem; line-height: 1.2; }
        h2 { margin: 3rem 0 .5rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); font-size: 1.5rem; }
        h3 { margin: 2rem 0 .25rem; font-size: 1.125rem; }
        p { max-width: 46rem; }
        .lead { font-size: 1.125rem; }
        .quiet, .definition { color: var(--quiet); font-size: .875rem; }
        .definition { margin: 0 0 .75rem; }
        nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; list-style: none; }
        a { color: #0b4a7d; } a:focus { outline: 3px solid #ffbf47; outline-offset: 2px; }
        table { width: 100%; border-collapse: collapse; font-size: .9375rem; }
        caption { padding-bottom: .25rem; text-align: left; font-weight: 600; }
        th, td { padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
        thead th { color: var(--quiet); font-size: .8125rem; }
        tbody th { font-weight: 400; }
        td { font-variant-numeric: tabular-nums; }
        td.hidden { color: var(--quiet); font-style: italic; }
        tr.whole th, tr.whole td { font-weight: 600; }
        .figures td:nth-child(2), .figures td:nth-child(3) { white-space: nowrap; }
        .figures td:last-child { color: var(--quiet); font-size: .875rem; }
        figure { margin: 0; }
        .pair { display: grid; grid-template-columns: minmax(0, 1.25fr) minmax(0, 1fr); gap: 2rem; align-items: start; }
        svg { width: 100%; height: auto; } svg text { font-size: 13px; fill: var(--ink); }
        table + table, .figures { margin-top: 1.75rem; }
        .tiles { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 1rem; padding: 0; list-style: none; }
        .tiles li { padding: 1rem; background: var(--soft); border-left: 4px solid var(--bar); }
        .tiles strong { display: block; font-size: 1.75rem; line-height: 1.2; }
        footer { margin-top: 3rem; padding-bottom: 3rem; color: var(--quiet); font-size: .875rem; }
        @media (max-width: 48rem) { .pair, .tiles { grid-template-columns: minmax(0, 1fr); } table { display: block; overflow-x: auto; } }
        @media print { body { font-size: 10pt; } h2 { break-after: avoid; } .pair, tr { break-inside: avoid; } nav { display: none; } }
        """
}
