/// The functions that run on elements, in our isolated world.
enum ElementScript {
    /// Looks through open shadow trees too, and only when the document itself has no match.
    static let find = """
        function(selector) {
            const search = (root) => {
                const found = root.querySelector(selector);
                if (found) return found;
                for (const host of root.querySelectorAll("*")) {
                    const inner = host.shadowRoot && search(host.shadowRoot);
                    if (inner) return inner;
                }
                return null;
            };
            const element = search(document);
            if (element) element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
            return element;
        }
        """

    /// Whether a click in the middle of the element's first box reaches it, something in it, or its label.
    static let isOnTop = """
        function() {
            const box = this.getClientRects()[0];
            if (!box || box.width === 0 || box.height === 0) return false;
            const hit = this.getRootNode().elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            if (!hit) return false;
            return this.contains(hit) || hit.shadowRoot?.contains(this) || hit.closest("label")?.control === this;
        }
        """

    static let selectAll = """
        function() {
            if (!(this instanceof HTMLInputElement || this instanceof HTMLTextAreaElement)) return false;
            if (this.disabled || this.readOnly) return false;
            this.focus();
            this.select();
            return this.getRootNode().activeElement === this;
        }
        """

    static let valueLength = "function() { return this.value.length; }"

    /// Null for what cannot be ticked.
    static let isTicked = """
        function() {
            const box = this instanceof HTMLLabelElement ? this.control : this;
            if (!box) return null;
            if (box instanceof HTMLInputElement && box.type === "checkbox") {
                return box.disabled && !box.checked ? null : box.checked;
            }
            const state = box.getAttribute("aria-checked");
            return state === null ? null : state === "true";
        }
        """

    static let click = "function() { this.click(); }"

    static let choose = """
        function(wanted) {
            if (!(this instanceof HTMLSelectElement) || this.disabled) return false;
            const options = [...this.options].filter((option) => !option.disabled);
            const option = options.find((option) => option.value === wanted)
                ?? options.find((option) => option.label.trim() === wanted);
            if (!option) return false;
            this.focus();
            option.selected = true;
            this.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
            this.dispatchEvent(new Event("change", { bubbles: true }));
            return true;
        }
        """
}
