import Domain
import Foundation
import Testing

@Suite("The text of an HTML mail")
struct MailTextTests {
    @Test(
        "what a mail program shows becomes text",
        arguments: [
            ("<p>Hello <b>Pat</b>,</p><p>your code</p>", "Hello Pat,\nyour code"),
            ("<table><tr><td>8</td><td>1</td></tr><tr><td>5</td></tr></table>", "8 1\n5"),
            ("<td>8<td>1<tr><td>5", "8 1\n5"), ("one<br>two<br><br><br>three", "one\ntwo\n\nthree"),
            ("a &amp; b &lt;c&gt; &#8211; &#x41;&nbsp;d&eacute;", "a & b <c> – A dé"),
            ("&unknown; &amp &#xFFFFFFFF; &#0; &", "&unknown; &amp \u{FFFD} \u{FFFD} &"),
            ("1 < 2 and 3<4 </ 5", "1 < 2 and 3<4 </ 5"), ("x<!-- code 1 > 2 -->y<!-->z<!--->!", "xyz!"),
            ("<!DOCTYPE html><?xml x?>x<![if !mso]>y<![endif]>", "xy"),
            ("<!--[if mso]>old<![endif]--><!--[if !mso]><!-->new<!--<![endif]-->", "new"),
            ("<STYLE>p{}</STYLE ><script>if (a</b>1) '</scrip>'</script>x<title>t</title>", "x"),
            ("<img alt='code 111111' src=x><a href='https://t.example/?c=222222'>Sign in</a>", "Sign in"),
            ("<p title='a>b' data-x=\">\">x</p>", "x"), ("<p/class=a>x", "x"), ("</p></b>x</table>y", "x\ny"),
            ("x<script>never closed 1", "x"), ("x<!-- never closed 1", "x"), ("x<a href='never closed>1", "x"),
            ("x<a", "x"), ("x<", "x<"), ("", ""), ("a\u{0}b&#9;c\r\nd", "a b c d"),
        ])
    func shown(_ html: String, text: String) {
        #expect(MailText(html: html).text == text)
    }

    @Test(
        "what a mail program hides stays out",
        arguments: [
            "<div style='display:none'>111111<p>222222</p></div>x",
            "<div style='DISPLAY : NONE !important;'>111111</div>x",
            "<span hidden>111111</span>x", "<div style='font-size:1px'>111111</div>x",
            "<div style='font:0/0 a'>111111</div>x", "<div style='visibility:hidden'>111111</div>x",
            "<div style='opacity:0'>111111</div>x", "<div style='mso-hide:all'>111111</div>x",
            "<div style='max-height:0;overflow:hidden'>111111</div>x",
            "<td bgcolor='#FFFFFF'><font color=white>111111</font></td>x",
            "<div style='background:#fff'><span style='color:rgb(255, 255, 255)'>111111</span></div>x",
            "<div style='display:none'><div style='display:block'>111111</div></div>x",
            "<p style='display:none'>111111<p>x", "<template>111111</template>x",
            "<div style='font-size:0'><span style='font-size:1em'>111111</span></div>x",
        ])
    func hidden(_ html: String) {
        #expect(MailText(html: html).text == "x")
    }

    @Test(
        "what is shown after all stays in",
        arguments: [
            "<div style='font-size:0'><span style='font-size:16px'>482913</span></div>",
            "<td bgcolor='#000000'><font color=white>482913</font></td>", "<span style='color:white'>482913</span>",
            "<div style='background:#fff url(x.png)'><b style='color:#fff'>482913</b></div>",
            "<div style='background:#fff'><p style='background:navy;background-color:#003;color:#fff'>482913</p></div>",
            "<div style='max-height:0'>482913</div>", "<p style='display:none'></p>482913",
        ])
    func visible(_ html: String) {
        #expect(MailText(html: html).text == "482913")
    }

    @Test("bold and large words are told apart")
    func emphasis() {
        let html = """
            <p>Your code <strong>4829</strong><b>13</b> is <span style="font-size:28px">B7K4Q2</span></p>
            <h1>Big <span style="font-weight:normal">small</span></h1><p style="font:bold 12px Arial">Bold</p>plain
            """
        #expect(MailText(html: html).emphasis == "482913\nB7K4Q2\nBig\nBold")
    }

    @Test("nesting deeper than any mail's ends in the look of the deepest element, and comes back from it")
    func depth() {
        let deep = String(repeating: "<div>", count: 50_000) + "x" + String(repeating: "</div>", count: 50_000) + "y"
        #expect(MailText(html: deep).text == "x\ny")
        let hidden = "<div style='display:none'>" + String(repeating: "<b>", count: 50_000) + "111111"
        #expect(MailText(html: hidden).text == "")
    }

    @Test("the text is cut at its limit, on a character's border")
    func limit() {
        let text = MailText(html: String(repeating: "é", count: 100_000)).text
        #expect(text.utf8.count == InboundMessage.textLimit)
        #expect(MailText(html: "a" + String(repeating: "é", count: 100_000)).text.utf8.count == 65_535)
    }
}
