using Diner.Catalog.Styles;
using Xunit;

namespace Diner.UnitTests.Catalog;

public sealed class StyleRules
{
    [Theory]
    [InlineData("")]
    [InlineData(".hero { background: linear-gradient(#fff, var(--lamp-soft)); color: light-dark(#000, #fff) }")]
    [InlineData("@media (min-width: 48rem) and (prefers-color-scheme: dark) { .good:not(.gone):hover > b { transform: translateY(-2px) } }")]
    [InlineData("@supports (display: grid) { .menu { width: calc(100% - (2 * 1rem)) } }")]
    [InlineData("@-webkit-keyframes glow { from { opacity: .5 } 50.5% { opacity: 1 !important } }")]
    [InlineData("/* url(https://evil.example) @import expression( */ h1::before { content: \"\\201C @import 'x'\" }")]
    [InlineData(".behavior { color: red } a[href^='/s/'] { color: blue }")]
    [InlineData("@media (400px <= width <= 700px) { h1 { margin: 0 } }")]
    [InlineData(".hero { background: url( '/covers/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef-s.webp' ) }")]
    [InlineData(".hero { background: url(data:image/png;base64,iVBORw0KGgo=) }")]
    [InlineData(".标题 { font-family: '楷体' }")]
    public void What_only_changes_the_look_is_served(string css) => Assert.Null(StyleText.Check(css));

    [Theory]
    [InlineData("@import url(https://evil.example/a.css);", StyleFaultKind.AtRule)]
    [InlineData("@IMPORT 'https://evil.example/a.css';", StyleFaultKind.AtRule)]
    [InlineData("@font-face { src: url(https://evil.example/f) }", StyleFaultKind.AtRule)]
    [InlineData("@charset 'utf-7';", StyleFaultKind.AtRule)]
    [InlineData("@namespace url(x);", StyleFaultKind.AtRule)]
    [InlineData("@\\69mport 'x';", StyleFaultKind.AtRule)]
    [InlineData("a { background: url(https://evil.example/p.png) }", StyleFaultKind.Address)]
    [InlineData("a { background: URL(//evil.example/p.png) }", StyleFaultKind.Address)]
    [InlineData("a { background: url(/o/token/keys.txt) }", StyleFaultKind.Address)]
    [InlineData("a { background: url('/covers/../x.webp') }", StyleFaultKind.Address)]
    [InlineData("a { background: url(data:image/svg+xml;base64,PHN2Zz4=) }", StyleFaultKind.Address)]
    [InlineData("a { background: url(data:text/html;base64,PHN2Zz4=) }", StyleFaultKind.Address)]
    [InlineData("a { background: url(javascript:alert(1)) }", StyleFaultKind.Address)]
    [InlineData("a { background: url('x' format('y')) }", StyleFaultKind.Address)]
    [InlineData("a { background: u\\72l(https://evil.example) }", StyleFaultKind.Escape)]
    [InlineData("a { background: image-set('https://evil.example/p.png' 1x) }", StyleFaultKind.Function)]
    [InlineData("a { background: -webkit-image-set('https://evil.example/p.png' 1x) }", StyleFaultKind.Function)]
    [InlineData("a { background: image('https://evil.example/p.png') }", StyleFaultKind.Function)]
    [InlineData("a { background: src('https://evil.example/p.png') }", StyleFaultKind.Function)]
    [InlineData("a { background: cross-fade('https://evil.example/p.png') }", StyleFaultKind.Function)]
    [InlineData("a { width: expression(alert(1)) }", StyleFaultKind.Function)]
    [InlineData("a { width: Expression(alert(1)) }", StyleFaultKind.Function)]
    [InlineData("a { behavior: url(#default#time2) }", StyleFaultKind.Property)]
    [InlineData("a { color: red; -moz-binding: none }", StyleFaultKind.Property)]
    [InlineData("a { color: red", StyleFaultKind.Unbalanced)]
    [InlineData("a { color: red }}", StyleFaultKind.Unbalanced)]
    [InlineData("a { width: calc(1px } )", StyleFaultKind.Unbalanced)]
    [InlineData("a { content: 'x\n' }", StyleFaultKind.Unfinished)]
    [InlineData("a { content: 'x\\\n' }", StyleFaultKind.Unfinished)]
    [InlineData("a { content: 'x\\", StyleFaultKind.Unfinished)]
    [InlineData("/* a {}", StyleFaultKind.Unfinished)]
    [InlineData("a { background: url(", StyleFaultKind.Unfinished)]
    [InlineData("</style><script>alert(1)</script>", StyleFaultKind.Character)]
    [InlineData("<!-- a {} -->", StyleFaultKind.Character)]
    [InlineData("a { color: red\0 }", StyleFaultKind.Character)]
    public void What_could_load_run_or_be_read_in_two_ways_is_refused(string css, StyleFaultKind kind) => Assert.Equal(kind, StyleText.Check(css)?.Kind);

    [Fact]
    public void A_refusal_names_the_line_and_the_word()
    {
        var fault = StyleText.Check("a {}\n\n@import 'x';");
        Assert.Equal(new StyleFault(StyleFaultKind.AtRule, 3, "@import"), fault);
    }

    [Fact]
    public void A_sheet_has_a_largest_size()
    {
        Assert.Null(StyleText.Check(new string(' ', StyleText.LengthMax)));
        Assert.Equal(StyleFaultKind.TooLong, StyleText.Check(new string(' ', StyleText.LengthMax + 1))?.Kind);
    }
}
