using System.Text;
using System.Text.Json;
using Cendra.Lifecycle.Webhooks;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace Cendra.Tests.Webhooks;

public sealed class CleanedJsonTests
{
    private static readonly string[] CodeNames =
        ["code", "codes", "pin", "pin_code", "pinCode", "doorCode", "door_code", "Door-Code", "keyCode", "keyCodes", "key_code", "access_code", "passcode", "lockCode", "generated_code", "CODE"];

    private static readonly string[] OtherNames = ["guest", "status", "countryCode", "confirmation_code", "name", "units", "from", "ok"];

    public static TheoryData<string> Names => [.. CodeNames];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_code_is_removed_by_the_name_of_its_field(string name)
    {
        foreach (var value in new[] { "\"482913\"", "482913", "[\"482913\",482913]" })
        {
            Assert.Equal($$"""{"a":[{"{{name}}":"[removed]","rest":1.50}]}""", Clean($$"""{"a":[{"{{name}}":{{value}},"rest":1.50}]}"""));
        }

        Assert.Equal($$"""{"{{name}}":null}""", Clean($$"""{"{{name}}":null}"""));
    }

    [Theory]
    [InlineData("""{"property":"code","from":"482913","to":"111111"}""", """{"property":"code","from":"[removed]","to":"[removed]"}""")]
    [InlineData("""{"from":"482913","to":null,"field":"door_code"}""", """{"from":"[removed]","to":null,"field":"door_code"}""")]
    [InlineData("""{"name":"Door Code","value":"482913"}""", """{"name":"Door Code","value":"[removed]"}""")]
    [InlineData("""{"property":"ends_at","from":"2026-12-04","to":"2026-12-05"}""", """{"property":"ends_at","from":"2026-12-04","to":"2026-12-05"}""")]
    [InlineData("""{"access_code":{"access_code_id":"c1","code":"482913"}}""", """{"access_code":{"access_code_id":"c1","code":"[removed]"}}""")]
    [InlineData("""{"access_codes":[{"code":"482913"}]}""", """{"access_codes":[{"code":"[removed]"}]}""")]
    [InlineData("""{"code":{"value":"482913"}}""", """{"code":"[removed]"}""")]
    [InlineData("""{"p\u0069n":"482913"}""", """{"pin":"[removed]"}""")]
    [InlineData("""{"pin":"482913","pin":"482914"}""", """{"pin":"[removed]","pin":"[removed]"}""")]
    [InlineData("""{"name":"Backup Access Code 7606","code":"7606","id":"R-7606"}""", """{"name":"Backup Access Code [removed]","code":"[removed]","id":"R-7606"}""")]
    [InlineData("""{"code":"2026","note":"2026-12-01 at 2026","starts_at":"2026-12-01T15:00:00Z"}""", """{"code":"[removed]","note":"2026-12-01 at [removed]","starts_at":"2026-12-01T15:00:00Z"}""")]
    public void Only_codes_are_removed(string body, string cleaned) => Assert.Equal(cleaned, Clean(body));

    [Fact]
    public void Json_inside_a_string_is_cleaned_too()
    {
        var cleaned = Clean("""{"payload":"{\"code\":\"482913\",\"ok\":true}","note":"[see 4 pages]"}""");

        using var document = JsonDocument.Parse(cleaned);
        Assert.Equal("""{"code":"[removed]","ok":true}""", document.RootElement.GetProperty("payload").GetString());
        Assert.Equal("[see 4 pages]", document.RootElement.GetProperty("note").GetString());
    }

    [Fact]
    public void Letters_of_every_script_stay_readable() => Assert.Equal("""{"guest":"Zoë 李"}""", Clean("""{"guest":"Zo\u00eb 李"}"""));

    [Theory]
    [InlineData("""{"a":"\ud800","\udc00":"482913","code":"\ud800"}""")]
    [InlineData("\"\\ud800\"")]
    public void Text_that_is_no_Unicode_is_replaced_and_throws_nothing(string body)
    {
        var cleaned = Clean(body);

        Assert.DoesNotContain("482913", cleaned, StringComparison.Ordinal);
        Assert.Contains("[unreadable]", cleaned, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_throw_nothing()
    {
        byte[] body = [.. "{\"a\":\""u8, 0xff, 0xfe, .. "\",\"code\":\"482913\"}"u8];

        Assert.DoesNotContain("482913", CleanedJson.Of(body).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("code=482913")]
    [InlineData("{\"code\":482913")]
    [InlineData("{\"code\":482913}{}")]
    public void What_is_not_one_json_value_has_no_copy(string body) =>
        Assert.Equal(new CleanedJson(CleaningVerdict.NotJson, ""), CleanedJson.Of(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void A_byte_order_mark_is_no_hindrance() =>
        Assert.Equal("{}", CleanedJson.Of((byte[])[.. Encoding.UTF8.Preamble, .. "{}"u8]).Text);

    [Theory]
    [InlineData(64, CleaningVerdict.Cleaned)]
    [InlineData(65, CleaningVerdict.TooDeep)]
    [InlineData(100_000, CleaningVerdict.TooDeep)]
    public void Sixty_four_levels_are_read(int levels, CleaningVerdict verdict)
    {
        var body = Encoding.UTF8.GetBytes(new string('[', levels) + new string(']', levels));

        Assert.Equal(verdict, CleanedJson.Of(body).Verdict);
    }

    [Fact]
    public void A_body_over_the_cap_has_no_copy()
    {
        Assert.Equal(CleaningVerdict.Cleaned, CleanedJson.Of(Sized(CleanedJson.MaxBytes)).Verdict);
        Assert.Equal(CleaningVerdict.TooLarge, CleanedJson.Of(Sized(CleanedJson.MaxBytes + 1)).Verdict);

        static byte[] Sized(int bytes) => Encoding.UTF8.GetBytes('"' + new string('a', bytes - 2) + '"');
    }

    [Property]
    public Property No_digits_of_a_code_survive_in_any_document() => Prop.ForAll(Documents().ToArbitrary(), document =>
    {
        var cleaned = CleanedJson.Of(JsonSerializer.SerializeToUtf8Bytes(document));
        using var readable = JsonDocument.Parse(cleaned.Text);
        return cleaned.Verdict == CleaningVerdict.Cleaned && !cleaned.Text.Contains("7391", StringComparison.Ordinal);
    });

    [Property]
    public Property A_document_without_codes_stays_as_it_was() => Prop.ForAll(Plain(4).ToArbitrary(), document =>
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(document);
        using var before = JsonDocument.Parse(body);
        using var after = JsonDocument.Parse(CleanedJson.Of(body).Text);
        return JsonElement.DeepEquals(before.RootElement, after.RootElement);
    });

    [SharedDataFact]
    public void No_recorded_event_keeps_its_code() => Assert.All(SharedData.Files("seam/events", "*.json"), file =>
    {
        var cleaned = CleanedJson.Of(File.ReadAllBytes(file));

        Assert.Equal(CleaningVerdict.Cleaned, cleaned.Verdict);
        Assert.DoesNotContain("482913", cleaned.Text, StringComparison.Ordinal);
    });

    private static string Clean(string body)
    {
        var cleaned = CleanedJson.Of(Encoding.UTF8.GetBytes(body));
        Assert.Equal(CleaningVerdict.Cleaned, cleaned.Verdict);
        return cleaned.Text;
    }

    // A tree in which every code begins with 7391, in each shape that is sent: field, list, change record, JSON in a string, and once more in a sentence.
    private static Gen<object?> Documents() => Gen.Sized(size => Tree(Math.Min(size, 5)));

    private static Gen<object?> Tree(int depth) => depth == 0 ? Leaf() : Gen.OneOf(
        Leaf(), Nested(depth), Change(), Tree(depth - 1).ListOf(3).Select(items => (object?)items.ToArray()),
        Nested(depth).Select(inner => (object?)JsonSerializer.Serialize(inner)));

    private static Gen<object?> Nested(int depth) =>
        from code in Digits()
        from codeName in Gen.Elements(CodeNames)
        from otherName in Gen.Elements(OtherNames)
        from asNumber in Gen.Elements(true, false)
        from child in Tree(depth - 1)
        select (object?)new Dictionary<string, object?>
        {
            [otherName] = child, [codeName] = asNumber ? long.Parse(code, System.Globalization.CultureInfo.InvariantCulture) : code,
            ["sentence"] = $"The code {code} was set.",
        };

    private static Gen<object?> Change() =>
        from old in Digits()
        from name in Gen.Elements(CodeNames)
        from about in Gen.Elements("property", "field", "name")
        select (object?)new Dictionary<string, object?> { ["from"] = old, ["to"] = old + "0", [about] = name };

    private static Gen<string> Digits() => Gen.Choose(0, 9999).Select(rest => "7391" + rest.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static Gen<object?> Leaf() => Gen.Elements<object?>(null, true, 12, 1.5, "text", "a longer text", "[odd", "");

    private static Gen<object?> Plain(int depth) => depth == 0 ? Leaf() : Gen.OneOf(
        Leaf(),
        Plain(depth - 1).ListOf(2).Select(items => (object?)items.ToArray()),
        Plain(depth - 1).SelectMany(child => Gen.Elements(OtherNames).Select(name => (object?)new Dictionary<string, object?> { [name] = child })));
}
