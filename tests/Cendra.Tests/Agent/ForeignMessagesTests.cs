using System.Text.Json;
using Cendra.Agent.Rules;
using Cendra.Knowledge.Text;
using Xunit;
using Xunit.Abstractions;

namespace Cendra.Tests.Agent;

/// <summary>Messages to hotels that others collected (NLU++, PolyAI, CC BY 4.0): few of them are about a door, and hardly one about danger. A false alarm pages somebody at night.</summary>
public sealed class ForeignMessagesTests(ITestOutputHelper output)
{
    [SharedDataFact]
    public void Hotel_messages_raise_hardly_a_false_alarm()
    {
        var texts = SharedData.Files("agent/nlupp", "hotels_fold*.json").SelectMany(file => JsonDocument.Parse(File.ReadAllText(file)).RootElement.EnumerateArray())
            .Select(item => item.GetProperty("text").GetString()!).ToList();
        var folded = texts.Select(t => (Text: t, Folded: FoldedText.Of(t))).ToList();
        Report("danger", folded.Where(t => SafetyWords.KeyOf(t.Folded) is not null));
        Report("shut out", folded.Where(t => AccessWords.IsShutOut(t.Folded)));
        Report("person", folded.Where(t => SmallTalk.WantsPerson(t.Folded)));
        Report("no answer", folded.Where(t => SmallTalk.NeedsNoAnswer(t.Text, t.Folded)));
        Report("access", folded.Where(t => AccessWords.Asked(t.Folded)));
        Assert.True(texts.Count > 500);
        Assert.True(folded.Count(t => SafetyWords.KeyOf(t.Folded) is not null) == 0);
        Assert.True(folded.Count(t => AccessWords.IsShutOut(t.Folded)) <= texts.Count / 50);
    }

    private void Report(string name, IEnumerable<(string Text, string Folded)> found) =>
        output.WriteLine($"{name}: {found.Count()}\n  {string.Join("\n  ", found.Take(25).Select(f => f.Text))}");
}
