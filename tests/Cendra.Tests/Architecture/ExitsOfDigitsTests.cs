using System.Text.RegularExpressions;
using Xunit;

namespace Cendra.Tests.Architecture;

/// <summary>
/// Digits leave by six exits and no other. The two calls that turn a sealed PIN into digits may stand only in the files named here;
/// a file is added when an exit is built, with the audit row it writes first, and goes when the call goes.
/// </summary>
public sealed partial class ExitsOfDigitsTests
{
    // "src/Cendra.X/Folder/File.cs", // which exit of the six this is
    private static readonly string[] MayReveal =
    [
        "src/Cendra.Lifecycle/AccessCodes/CodeCreation.cs", // Seam: the request that puts the code on the lock
        "src/Cendra.Lifecycle/AccessCodes/PartyPins.cs", // no exit: the party's digits are judged against another unit's locks and sealed anew
        "src/Cendra.Lifecycle/Reservations/Api/CodeReads.cs", // a program whose key has the scope for it, after the decision and its audit row
        "src/Cendra.Lifecycle/WriteBack/FieldWriting.cs", // opt-in write-back to the booking system, after the decision and its audit row
        "src/Cendra.Messaging/Outbound/CodeFilling.cs", // a message to the address on file, after the decision and its audit row
        "src/Cendra.Server/Console/Commands/CodeReveal.cs", // the audited reveal to a signed-in host
        "src/Cendra.Server/Console/Commands/FallbackReveal.cs", // the same for the other way into a property, while a stay is blocked
        "src/Cendra.Server/Console/Commands/SecretReveal.cs", // the audited reveal of a property's secret to a signed-in host
        "src/Cendra.Server/Guests/GuestCodeTap.cs", // the guest page: the answer to a tap, after the decision and its audit row
    ];

    // "src/Cendra.Lifecycle/Seam/File.cs", // the request body that carries the code to the lock
    private static readonly string[] MayExpose =
    [
        "src/Cendra.Lifecycle/Seam/SeamDigits.cs", // Seam's wire
        "src/Cendra.Lifecycle/AccessCodes/CodeReader.cs", // what a lock chose is sealed at once
        "src/Cendra.Lifecycle/AccessCodes/BackupCodes.cs", // a spare's digits are sealed at once
        "src/Cendra.Lifecycle/AccessCodes/CodeProof.cs", // what is read back is compared by hash
        "src/Cendra.Lifecycle/AccessCodes/SeamReading.cs", // what is read back is compared by hash
    ];

    [Fact]
    public void Sealed_pins_are_revealed_only_at_the_named_exits() => Expect.Nothing(Wrong(Repository.Sources("src"), Reveal(), MayReveal));

    [Fact]
    public void Digits_for_Seam_are_exposed_only_where_the_request_is_written() => Expect.Nothing(Wrong(Repository.Sources("src"), Expose(), MayExpose));

    [Theory]
    [InlineData("var digits = vault.Reveal(pin);")]
    [InlineData("log.Information($\"{vault.Reveal(pin)}\");")]
    [InlineData("return pins.Select(vault.Reveal).ToArray();")]
    [InlineData("return vaults[0]?.Reveal(pin);")]
    public void A_call_from_anywhere_else_is_reported(string code) =>
        Assert.Single(Wrong([new SourceFile("src/Cendra.Server/Page.cs", code)], Reveal(), []));

    [Fact]
    public void A_comment_about_it_is_not_a_call_and_an_exit_that_calls_no_more_is_reported()
    {
        SourceFile[] files = [new("src/A.cs", "// vault.Reveal(pin) stands in B.\npublic static Digits Reveal(SealedPin pin) { }"), new("src/B.cs", "digits.Expose();")];

        Expect.Nothing(Wrong(files, Reveal(), []));
        Expect.Nothing(Wrong(files, Expose(), ["src/B.cs"]));
        Assert.Single(Wrong(files, Expose(), ["src/A.cs", "src/B.cs"]));
    }

    private static IEnumerable<string> Wrong(IEnumerable<SourceFile> files, Regex call, string[] allowed)
    {
        var callers = files.Where(file => call.IsMatch(CSharpText.WithoutComments(file.Text))).Select(file => file.Path).ToArray();
        return callers.Except(allowed).Select(path => $"{path} takes digits out ({call}) and is not a named exit.")
            .Concat(allowed.Except(callers).Select(path => $"{path} is named as an exit and takes no digits out."));
    }

    [GeneratedRegex(@"\w*[Vv]ault\w*\.Reveal\b|\.Reveal\s*\(")]
    private static partial Regex Reveal();

    [GeneratedRegex(@"\.Expose\b")]
    private static partial Regex Expose();
}
