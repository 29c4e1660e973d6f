using Xunit;

namespace Cendra.Tests.Architecture;

public sealed class CSharpTextTests
{
    [Fact]
    public void Comments_go_and_what_looks_like_one_inside_a_string_stays()
    {
        var text = CSharpText.WithoutComments("var a = \"http://x\"; // gone\n/* gone too */ var b = '\"'; var c = \"kept\";");

        Assert.DoesNotContain("gone", text, StringComparison.Ordinal);
        Assert.Contains("http://x", text, StringComparison.Ordinal);
        Assert.Contains("kept", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_strings_go_and_interpolated_ones_stay_because_they_hold_code()
    {
        var text = CSharpText.WithoutCommentsAndStrings("""var a = "plain"; var b = @"ver""batim"; var c = $"{pin.Reveal()} \" kept"; Call();""");

        Assert.DoesNotContain("plain", text, StringComparison.Ordinal);
        Assert.DoesNotContain("batim", text, StringComparison.Ordinal);
        Assert.Contains("pin.Reveal()", text, StringComparison.Ordinal);
        Assert.EndsWith("Call();", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Types_and_base_lists_are_found()
    {
        var file = new SourceFile("a.cs", "public sealed class A(int x, Func<(int, int)> y) : B<C>, ID { } internal record struct E(int F); interface IG<in T> { } enum H { } record I;");

        Assert.Equal(["A", "E", "IG", "H", "I"], CSharpText.DeclaredTypes(file));
        Assert.Contains(("A", " B<C>, ID "), CSharpText.Classes(file));
        Assert.Equal(["Arrivals"], CSharpText.DeclaredTypes(new SourceFile("src/Pages/Arrivals.razor", "<p>class Not</p>")));
    }
}
