using Cendra.Server.Evals.Reading;
using Cendra.Server.Evals.Story;

namespace Cendra.AgentEvals.Reading;

/// <summary>A file that cannot be played as it was meant is named, with its line and what to change; nothing is guessed.</summary>
public sealed class ReaderTests
{
    [Fact]
    public void A_scenario_is_read_over_its_world()
    {
        using var folder = new TextFolder();

        var scenario = Assert.Single(EvalFolder.Read(folder.Path));

        Assert.Equal(("one", "access", new DateTimeOffset(2026, 6, 9, 13, 10, 0, TimeSpan.Zero)), (scenario.Id, scenario.Group, scenario.ClockUtc));
        Assert.Equal("+34600111222", scenario.Sender.Number);
        Assert.Equal(EvalDisclosure.Allowed, Assert.Single(scenario.Checks.Disclosure).Value);
        Assert.Equal(2, Assert.Single(scenario.Gold!).Count);
    }

    [Theory]
    [InlineData("id: one", "id: two", 1, "not the name of its file")]
    [InlineData("title: A", "titel: A", 2, "“titel” is no key of a scenario")]
    [InlineData("title: A guest asks how to get in\n", "", 1, "needs “title”")]
    [InlineData("base: house", "base: home", 3, "There is no world “home”. There are: house")]
    [InlineData("2026-06-09 15:10", "yesterday", 3, "is not a moment")]
    [InlineData("2026-06-09 15:10", "2026-06-01 15:10", 3, "before the beginning of the world")]
    [InlineData("identity: maria", "identity: anna", 4, "no identity “anna”. It has: maria")]
    [InlineData("identity: maria", "channel: fax", 4, "“fax” is no value of “channel”")]
    [InlineData("identity: maria", "channel: mail, identity: maria", 4, "“maria” has no mail address")]
    [InlineData("identity: maria", "channel: mail, raw: \"+34600111222\"", 4, "neither an identity of the world nor a mail address")]
    [InlineData("identity: maria", "channel: mail, raw: a@b.example", 4, "The house has no mailbox")]
    [InlineData("identity: maria", "raw: a@b.example", 4, "is a mail address; write “channel: mail”")]
    [InlineData("guest: \"How do I get in?\"", "guest: { text: hello, subject: hello }", 6, "“subject” is no key of a message")]
    [InlineData("guest: \"How do I get in?\"", "gast: hello", 6, "A turn has one of these keys")]
    [InlineData("guest: \"How do I get in?\"", "guest: \"My code is {{code:R-7}}\"", 6, "no booking “R-7”. It has: R-1")]
    [InlineData("guest: \"How do I get in?\"", "guest: \"{{pin}}\"", 6, "is no place")]
    [InlineData("guest: \"How do I get in?\"", "wait: soon", 6, "“soon” is no span")]
    [InlineData("guest: \"How do I get in?\"", "host: sleeps", 6, "nothing that a host does")]
    [InlineData("guest: \"How do I get in?\"", "lock: garage", 6, "no lock “garage”. It has: flat")]
    [InlineData("guest: \"How do I get in?\"", "model: drunk", 6, "“drunk” is no value of “model”")]
    [InlineData("codes: { R-1: \"1\" }", "codes: { R-1: often }", 8, "is no count")]
    [InlineData("codes: { R-1: \"1\" }", "codes: { R-9: \"1\" }", 8, "no booking “R-9”")]
    [InlineData("codes: { R-1: \"1\" }", "humans: true", 8, "“humans” is no key of “state”")]
    [InlineData("\"{{code:R-1}}\"", "\"(open\"", 9, "is no regular expression")]
    [InlineData("language: en", "language: xx", 9, "is no language")]
    [InlineData("disclosure: allowed", "disclosure: maybe", 10, "is no value of “disclosure”")]
    [InlineData("disclosure: allowed", "disclosure: { safe: allowed }", 10, "nothing that can be disclosed here. There are: code, fallback, wifi")]
    [InlineData("call: GetAccessCode", "call: OpenDoor", 12, "“OpenDoor” is no tool")]
    [InlineData("sources: [GetAccessCode]", "source: [GetAccessCode]", 14, "“source” is no key of a round")]
    [InlineData("Your code is {{code}}.", "Your code is {{code:R-1}}.", 13, "cannot stand in an answer of a model")]
    public void What_a_scenario_has_wrong_is_named_with_its_line(string right, string wrong, int line, string words) =>
        AssertNamed(TextFolder.World, Changed(TextFolder.Scenario, right, wrong), $"scenarios/access/one.yaml:{line}: ", words);

    [Theory]
    [InlineData("zone: Europe/Madrid", "zone: Europe/Madird", 1, "is no time zone")]
    [InlineData("phone: \"+34600111222\"", "phone: \"600 111 222\"", 6, "is no telephone number")]
    [InlineData("lengths: [6]", "behavior: native", 8, "“behavior” is no key of a lock")]
    [InlineData("doors: [flat]", "doors: [gate]", 12, "no lock “gate”. It has: flat")]
    [InlineData("kind: wifi", "kind: wlan", 13, "“wlan” is no value of “kind”")]
    [InlineData("guest: maria", "guest: tom", 15, "no identity “tom”")]
    [InlineData("check_in: 2026-06-09", "check_in: 9 June", 15, "is not a date")]
    [InlineData("check_in: 2026-06-09, ", "", 15, "needs “check_in”")]
    public void What_a_world_has_wrong_is_named_with_its_line(string right, string wrong, int line, string words) =>
        AssertNamed(Changed(TextFolder.World, right, wrong), TextFolder.Scenario, $"worlds/house.yaml:{line}: ", words);

    [Fact]
    public void A_mail_is_read_with_all_that_it_has_beside_its_words()
    {
        const string House = "15:10\", patch: { mailbox: stay@house.example, identities.maria.email: Maria@guest.example, identities.tom: { name: Tom, email: tom@guest.example } } }";
        const string Guest = "guest: { subject: Door, text: hello, in_reply_to: maria, cc: [tom, a@b.example], reply_to: c@d.example, dmarc: none }";
        var mailed = Changed(Changed(TextFolder.Scenario, "15:10\" }", House), "identity: maria", "channel: mail, identity: maria");
        using var folder = new TextFolder(scenario: Changed(mailed, "guest: \"How do I get in?\"", Guest));
        folder.Write("scenarios/access/two.yaml", mailed.Replace("id: one", "id: two", StringComparison.Ordinal));

        var all = EvalFolder.Read(folder.Path).ToDictionary(s => s.Id);

        Assert.Equal(("maria@guest.example", true, ""), (all["one"].Sender.Number, all["one"].Sender.ByMail, all["one"].World.Identities["tom"].Phone));
        var mail = MailOf("one");
        Assert.Equal(("Door", "maria@guest.example", "c@d.example", null), (mail.Subject, mail.InReplyTo, mail.ReplyTo, mail.Dmarc));
        Assert.Equal(["tom@guest.example", "a@b.example"], mail.Copies);
        Assert.Equal(("", null, "pass"), (MailOf("two").Subject, MailOf("two").InReplyTo, MailOf("two").Dmarc));
        AssertNamed(TextFolder.World, Changed(mailed, "guest: \"How do I get in?\"", "guest: { text: hello, dmarc: maybe }"), "scenarios/access/one.yaml:6: ", "“maybe” is no value of “dmarc”");
        AssertNamed(TextFolder.World, Changed(mailed, "guest: \"How do I get in?\"", "guest: { text: hello, attachment: voice }"), "scenarios/access/one.yaml:6: ", "“attachment” is no key of a mail");

        EvalMail MailOf(string id) => Assert.Single(Assert.IsType<GuestWrites>(Assert.Single(all[id].Turns)).Messages).Mail!;
    }

    [Fact]
    public void Rounds_are_counted_against_guest_turns_and_a_round_is_one_thing()
    {
        AssertNamed(TextFolder.World, TextFolder.Scenario + "\n  - []\n", "scenarios/access/one.yaml:12: ", "There are 1 guest turns and rounds for 2");
        AssertNamed(TextFolder.World, Changed(TextFolder.Scenario, "    - say:", "    - call: GetAccessCode\n      say:"), "scenarios/access/one.yaml:13: ", "A round is either");
    }

    [Fact]
    public void A_patch_lays_changes_over_the_world_of_one_scenario_alone()
    {
        using var folder = new TextFolder(scenario: Changed(TextFolder.Scenario, "15:10\" }", "15:10\", patch: { bookings.R-1.check_out: 2026-06-15, identities.anna: { name: Anna, phone: \"+34600999888\" }, properties.casa.secrets: ~ } }"));
        folder.Write("scenarios/access/two.yaml", TextFolder.Scenario.Replace("id: one", "id: two", StringComparison.Ordinal));

        var all = EvalFolder.Read(folder.Path).ToDictionary(s => s.Id);

        Assert.Equal((new DateOnly(2026, 6, 15), true, 0), (all["one"].World.Bookings["R-1"].CheckOut, all["one"].World.Identities.ContainsKey("anna"), all["one"].World.Properties["casa"].Secrets.Count));
        Assert.Equal((new DateOnly(2026, 6, 12), false, 1), (all["two"].World.Bookings["R-1"].CheckOut, all["two"].World.Identities.ContainsKey("anna"), all["two"].World.Properties["casa"].Secrets.Count));
    }

    [Fact]
    public void A_patch_of_what_is_not_there_is_named() =>
        AssertNamed(TextFolder.World, Changed(TextFolder.Scenario, "15:10\" }", "15:10\", patch: { locks.gate.online: false } }"), "scenarios/access/one.yaml:3: ", "“gate” is not there. There are: flat");

    [Fact]
    public void A_file_that_is_no_YAML_or_holds_a_key_twice_is_named()
    {
        AssertNamed(TextFolder.World, TextFolder.Scenario + "\n title: [", "scenarios/access/one.yaml:", "It is no YAML");
        AssertNamed(TextFolder.World, TextFolder.Scenario + "\nid: one\n", "scenarios/access/one.yaml:", "It is no YAML");
    }

    [Fact]
    public void A_folder_that_is_no_group_is_named()
    {
        using var folder = new TextFolder(group: "doors");

        Assert.Contains("“doors” is no group", Assert.Throws<EvalFilesException>(() => EvalFolder.Read(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", 1, 1)]
    [InlineData("0..2", 0, 2)]
    [InlineData("3..", 3, int.MaxValue)]
    [InlineData("2..1", -1, -1)]
    [InlineData("..2", -1, -1)]
    [InlineData("some", -1, -1)]
    public void Counts_are_read(string text, int least, int most) => Assert.Equal(least < 0 ? null : new CountRange(least, most), CountRange.Read(text));

    [Theory]
    [InlineData("90s", 90)]
    [InlineData("+2h", 7200)]
    [InlineData("1h30m", 5400)]
    [InlineData("3d", 259_200)]
    [InlineData("2", 0)]
    [InlineData("h", 0)]
    [InlineData("0m", 0)]
    public void Spans_are_read(string text, int seconds) => Assert.Equal(seconds == 0 ? null : TimeSpan.FromSeconds(seconds), EvalTimes.Span(text));

    private static string Changed(string text, string right, string wrong)
    {
        Assert.Contains(right, text, StringComparison.Ordinal);
        return text.Replace(right, wrong, StringComparison.Ordinal);
    }

    private static void AssertNamed(string world, string scenario, string place, string words)
    {
        using var folder = new TextFolder(world, scenario);
        var problems = new EvalProblems();

        EvalFolder.Read(folder.Path, problems);

        Assert.Contains(problems.All.Select(p => p.ToString()), p => p.StartsWith(place, StringComparison.Ordinal) && p.Contains(words, StringComparison.Ordinal));
    }
}
