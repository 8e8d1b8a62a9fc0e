import Browser

/// The JavaScript that looks at pages. It runs in an isolated world and changes nothing.
enum PageScript {
    /// Answers one `PageProbe` for one frame as `FrameLook`. A frame without area shows nothing.
    static let look = """
        function (probe) {
          const drawn = window.innerWidth > 0 && window.innerHeight > 0;
          const isVisible = (element) =>
            element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
          const all = (selector) => {
            try { return Array.from(document.querySelectorAll(selector)); } catch { return null; }
          };
          const words = (element) => element.innerText.replace(/\\s+/g, " ").trim();
          const answer = {
            title: document.title.slice(0, 300), text: "", visible: [], broken: [], labels: {},
            unsent: globalThis.\(IsolatedWorld.isUnsent) === true
          };
          if (!drawn || !document.body) return answer;
          answer.text = document.body.innerText.slice(0, 60000);
          for (const selector of probe.selectors) {
            const found = all(selector);
            if (found === null) answer.broken.push(selector);
            else if (found.some(isVisible)) answer.visible.push(selector);
          }
          for (const selector of probe.labels) {
            const found = all(selector);
            if (found === null) answer.broken.push(selector);
            else if (found.some(isVisible)) answer.labels[selector] = words(found.find(isVisible)).slice(0, 300);
          }
          return answer;
        }
        """

    /// Reads lists as one `RowRequest` asks, for one frame: an array of `Row`. Only visible rows count.
    static let read = """
        function (request) {
          const isVisible = (element) =>
            element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
          const words = (element) => (element.innerText ?? element.textContent ?? "").replace(/\\s+/g, " ").trim();
          const value = (row, field) => {
            const element = field.selector ? row.querySelector(field.selector) : row;
            if (!element) return null;
            if (!field.attribute) return words(element).slice(0, 2000);
            const isLink = field.attribute === "href" || field.attribute === "src";
            const text = isLink ? element[field.attribute] : element.getAttribute(field.attribute);
            return text === null || text === undefined ? null : String(text).trim().slice(0, 2000);
          };
          const rows = (root, request) =>
            Array.from(root.querySelectorAll(request.rows)).filter(isVisible).slice(0, 1000).map((row) => {
              const answer = { fields: {}, lists: {} };
              for (const name in request.fields) {
                const text = value(row, request.fields[name]);
                if (text !== null) answer.fields[name] = text;
              }
              for (const name in request.lists) answer.lists[name] = rows(row, request.lists[name]);
              return answer;
            });
          try { return rows(document, request); } catch { return []; }
        }
        """

    /// The structure of one frame without any of its words: tags with their form-relevant attributes, in order.
    static let structure = """
        function () {
          const parts = [];
          for (const element of document.querySelectorAll("body *")) {
            if (parts.length >= 4000) break;
            const name = element.getAttribute("name") ?? element.id;
            parts.push(element.localName + (element.matches("input,select,button,form,a,iframe") ? ":" + name : ""));
          }
          return parts.join(" ").slice(0, 60000);
        }
        """

    /// Puts a saved page in place of an empty document, without running its scripts.
    static let show = """
        function (html) {
          const saved = new DOMParser().parseFromString(html, "text/html");
          document.replaceChild(document.adoptNode(saved.documentElement), document.documentElement);
          return true;
        }
        """
}
