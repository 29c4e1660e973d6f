using System.Text.Json;
using Cendra.Agent;
using Xunit;
using Xunit.Abstractions;

namespace Cendra.Tests.Agent;

/// <summary>
/// Basic replies over messages to hotels that others collected and labelled (NLU++, PolyAI, CC BY 4.0), with the guide of a flat. <b>Answerable</b> = labelled with exactly one matter that such a guide has, and with
/// nothing to be changed, cancelled, ordered, mended, found, paid back, reserved, explained or passed to a person. <b>Answered</b> = an article leaves and nobody is called. <b>Right</b> = answered, answerable, and the
/// article is of the labelled matter. Errors were looked at in the files with even numbers; the odd ones were never printed.
/// </summary>
public sealed class HotelQuestionsTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, string[]> Matters = new()
    {
        ["wifi"] = ["wifi"], ["parking"] = ["parking"], ["swimming_pool"] = ["pool"], ["check_in"] = ["check-in"], ["check_out"] = ["check-out"], ["pets"] = ["pets"], ["gym"] = ["gym"], ["restaurant"] = ["restaurant"],
        ["room_service"] = ["room-service"], ["spa"] = ["spa"], ["housekeeping"] = ["cleaning"], ["accesibility"] = ["accessibility"],
        ["room_ammenities"] = ["bathroom", "kitchen", "television", "washing", "towels", "air-conditioning", "heating", "balcony"], // The label says no more than that.
    };

    private static readonly string[] OfPersons = ["change", "cancel_close_leave_freeze", "make_open_apply_setup_get_activate", "wrong_notworking_notshowing", "lost_stolen", "refund", "booking", "why", "handoff"];

    [SharedDataFact]
    public async Task What_is_answered_without_a_model_is_nearly_always_right()
    {
        using var world = new AnswersWorld();
        var (seen, kept) = (new List<Outcome>(), new List<Outcome>());
        foreach (var file in SharedData.Files("agent/nlupp", "hotels_fold*.json"))
        {
            var number = int.Parse(Path.GetFileNameWithoutExtension(file)["hotels_fold".Length..], System.Globalization.CultureInfo.InvariantCulture);
            foreach (var item in JsonDocument.Parse(File.ReadAllText(file)).RootElement.EnumerateArray())
            {
                (number % 2 == 0 ? seen : kept).Add(await OutcomeAsync(world, item));
            }
        }

        var all = seen.Concat(kept).ToList();
        Print("all", all);
        Print("looked at", seen);
        Print("held out", kept);
        foreach (var error in seen.Where(o => (o.IsAnswered && !o.IsRight) || (o.IsAnswerable && !o.IsRight) || o.Kind is "menu" or "fact and person" or "way in"))
        {
            output.WriteLine($"  [{error.Kind}{(error.IsAnswered ? error.IsRight ? ", right" : ", WRONG" : "")}] {error.Text} | {string.Join(' ', error.Labels)} -> {error.Article}");
        }

        Assert.Equal(606, all.Count);
        Assert.True(all.Count(o => o.IsAnswered) >= 30, "answered");
        Assert.True(Share(all.Count(o => o.IsRight), all.Count(o => o.IsAnswered)) >= 90, "precision of all");
        Assert.True(Share(kept.Count(o => o.IsRight), kept.Count(o => o.IsAnswered)) >= 80, "precision of those held out");
        Assert.DoesNotContain(all, o => o.Kind == "silence" && o.Labels.Contains("request_info"));
    }

    private static async Task<Outcome> OutcomeAsync(AnswersWorld world, JsonElement item)
    {
        var text = item.GetProperty("text").GetString()!;
        string[] labels = item.TryGetProperty("intents", out var intents) ? [.. intents.EnumerateArray().Select(i => i.GetString()!)] : [];
        var reply = await world.AnswerAsync(FlatGuide.For(new GuestWorld { Language = "en" }.WithCodeOnDoors().At(GuestWorld.CheckIn.AddHours(20))).Writes(text));
        var article = reply.Record.Sources is [var source, ..] ? FlatGuide.MatterOf(source.Question) : "";
        return new Outcome(text, labels, KindOf(reply), article);
    }

    private static string KindOf(AgentReply reply) => reply.IsMenu ? "menu"
        : reply.Record.Sources.Count > 0 ? reply.Handover is null ? "fact" : "fact and person"
        : reply.Grants.Count > 0 ? "way in"
        : reply.Handover is not null ? "person"
        : reply.Text.Length == 0 ? "silence" : "greeting";

    private void Print(string name, List<Outcome> outcomes)
    {
        output.WriteLine($"{name}: {outcomes.Count} messages; {string.Join(", ", outcomes.GroupBy(o => o.Kind).OrderByDescending(g => g.Count()).Select(g => $"{g.Count()} {g.Key}"))}");
        output.WriteLine("matter | answerable | answered | right | precision | recall | in a menu");
        foreach (var label in Matters.Keys)
        {
            var answered = outcomes.Where(o => o.IsAnswered && Matters[label].Contains(o.Article)).ToList();
            var answerable = outcomes.Where(o => o.IsAnswerable && o.Labels.Contains(label)).ToList();
            var right = answered.Count(o => o.IsRight && o.Labels.Contains(label));
            output.WriteLine($"{label} | {answerable.Count} | {answered.Count} | {right} | {Share(right, answered.Count):F0} % | {Share(right, answerable.Count):F0} % | {answerable.Count(o => o.Kind == "menu")}");
        }

        var other = outcomes.Count(o => o.IsAnswered && !Matters.Values.Any(m => m.Contains(o.Article)));
        output.WriteLine($"(of no label) | 0 | {other} | 0 | | |");
        var (total, rights, all) = (outcomes.Count(o => o.IsAnswered), outcomes.Count(o => o.IsRight), outcomes.Count(o => o.IsAnswerable));
        output.WriteLine($"together | {all} | {total} | {rights} | {Share(rights, total):F0} % | {Share(rights, all):F0} % | {outcomes.Count(o => o.IsAnswerable && o.Kind == "menu")}");
    }

    private static double Share(int part, int whole) => whole == 0 ? 0 : 100.0 * part / whole;

    private sealed record Outcome(string Text, IReadOnlyList<string> Labels, string Kind, string Article)
    {
        public bool IsAnswered => Kind == "fact";

        public bool IsAnswerable => Labels.Count(Matters.ContainsKey) == 1 && !Labels.Any(OfPersons.Contains);

        public bool IsRight => IsAnswered && IsAnswerable && Matters[Labels.Single(Matters.ContainsKey)].Contains(Article);
    }
}
