using System.Text.Json;
using Cendra.Agent;
using Cendra.Agent.Plugins;
using Cendra.Agent.Prompts;
using Cendra.Domain.Portfolio;
using Cendra.Knowledge.Topics;
using Xunit;

namespace Cendra.Tests.Agent.Releases;

/// <summary>A policy takes away and never gives, and what it takes away is not offered, not called and not said.</summary>
public sealed class HousePolicyTests
{
    [Theory]
    [InlineData("tools: [UnlockDoor, EscalateToHost]", "Nobody knows the tool UnlockDoor")]
    [InlineData("tools: [GetAccessCode]", "EscalateToHost is the way to a person and stays.")]
    [InlineData("tools: []", "EscalateToHost is the way to a person and stays.")]
    [InlineData("calls: {GetAccessCode: 5}", "GetAccessCode may be called 1 to 4 times in an answer.")]
    [InlineData("calls: {GetAccessCode: 0}", "GetAccessCode may be called 1 to 4 times in an answer.")]
    [InlineData("topics-for-a-person: [weather]", "Nobody knows the topic weather.")]
    [InlineData("longest-answer: 1501", "The longest answer has 200 to 1500 characters.")]
    [InlineData("longest-answer: 199", "The longest answer has 200 to 1500 characters.")]
    [InlineData("longest-answer: soon", "Line 1 cannot be read.")]
    [InlineData("unlock: always", "Line 1 cannot be read.")]
    [InlineData("tools: [\n", "cannot be read.")]
    [InlineData("longest-answer: 700\nlongest-answer: 800", "cannot be read.")]
    public void What_no_code_obeys_is_refused_with_what_to_change(string yaml, string why) => Assert.Contains(why, Assert.Throws<PromptException>(() => HousePolicy.Read(yaml)).Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_written_is_read_back_and_what_is_missing_is_as_it_ships()
    {
        Assert.Equal(HousePolicy.Shipped.Text(), HousePolicy.Read("").Text());
        var policy = HousePolicy.Read("tools: [EscalateToHost, GetAccessCode]\ncalls: {GetAccessCode: 1}\ntopics-for-a-person: [smoking, pets]\nlongest-answer: 400");
        Assert.Equal((1, 3, 0, 400), (policy.Calls("GetAccessCode"), policy.Calls("EscalateToHost"), policy.Calls("CheckLockBattery"), policy.LongestAnswer));
        Assert.Equal(["pets", "smoking"], policy.Topics);
        Assert.Equal(policy.Text(), HousePolicy.Read(policy.Text()).Text());
    }

    [Fact]
    public void The_bounds_are_those_of_the_program_whatever_is_asked_for()
    {
        var greedy = new HousePolicy(new Dictionary<string, int> { ["GetAccessCode"] = 99, ["UnlockDoor"] = 9 }, ["pets", "nonsense"], 100_000);
        Assert.Equal((4, 3, 0, 1500), (greedy.Calls("GetAccessCode"), greedy.Calls("EscalateToHost"), greedy.Calls("UnlockDoor"), greedy.LongestAnswer));
        Assert.Equal(["pets"], greedy.Topics);
    }

    [Fact]
    public async Task The_tools_of_the_policy_are_those_that_a_model_is_offered_with_the_bounds_of_the_code()
    {
        using var model = new ModelWorld();
        model.Says("Hello!");
        await model.AnswerAsync(new GuestWorld().WithCodeOnDoors().Writes("Could you recommend something for the evening?"));
        Assert.All(Offered(model), tool => Assert.True(HousePolicy.Shipped.Calls(tool) > 0, tool));
        Assert.Contains(HousePolicy.AlwaysOffered, Offered(model));
        Assert.All(HousePolicy.Tools, tool => Assert.Contains($"nameof({tool.Name})", Sources(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_tool_that_is_taken_away_is_not_offered_and_refused_where_a_model_calls_it_all_the_same()
    {
        using var model = new ModelWorld();
        model.Get<PromptShelf>().PutInForce(new PromptRelease(2, ReleaseWords.None, "tools: [EscalateToHost, CheckLockBattery]"));
        model.Calls(("Stay-GetAccessCode", "{}")).Says("Here is something nice to read for you.");
        var reply = await model.AnswerAsync(new GuestWorld().WithCodeOnDoors().Writes("Could you recommend something for the evening?"));
        Assert.Equal(["CheckLockBattery", "EscalateToHost"], Offered(model).Order(StringComparer.Ordinal));
        Assert.Contains("Refused: a tool that is not offered", reply.Record.Steps);
        Assert.Empty(reply.Grants);
    }

    [Fact]
    public async Task A_tool_may_be_called_as_often_as_the_policy_says_and_an_answer_is_as_long_as_it_says()
    {
        using var model = new ModelWorld();
        model.Get<PromptShelf>().PutInForce(new PromptRelease(2, ReleaseWords.None, "calls: {CheckLockBattery: 1}\nlongest-answer: 200"));
        model.Calls(("Stay-CheckLockBattery", "{}"), ("Stay-CheckLockBattery", "{}")).Says(string.Concat(Enumerable.Repeat("The locks of your doors are fine. ", 8)).Trim());
        var reply = await model.AnswerAsync(new GuestWorld().WithCodeOnDoors().Writes("Could you recommend something for the evening?"));
        Assert.Contains("Refused: CheckLockBattery was called too often", reply.Record.Steps);
        Assert.Contains(reply.Record.Steps, s => s.StartsWith("A draft was refused", StringComparison.Ordinal));
        Assert.NotEqual("agent", reply.Record.Responder);
    }

    [Fact]
    public void A_topic_of_the_house_goes_to_a_person_at_every_property()
    {
        var (property, stay) = (new GuestWorld().Property, new GuestWorld().Stay);
        var policy = HousePolicy.Read("topics-for-a-person: [pets]");
        var decision = AnswerModes.Of(property, stay, ["wifi", "pets"], GuestWorld.CheckIn, policy);
        Assert.Equal((AnswerMode.Off, true, $"{TopicBook.HostName("pets")} goes to a person in the whole house."), (decision.Mode, decision.IsOfTopic, decision.Why));
        Assert.Equal(AnswerMode.Autopilot, AnswerModes.Of(property, stay, ["wifi"], GuestWorld.CheckIn, policy).Mode);
    }

    private static IReadOnlyList<string> Offered(ModelWorld model) =>
        [.. JsonDocument.Parse(model.Bodies[0]).RootElement.GetProperty("tools").EnumerateArray().Select(t => t.GetProperty("function").GetProperty("name").GetString()!.Replace($"{StayTools.Plugin}-", "", StringComparison.Ordinal))];

    private static string Sources() => string.Concat(Directory.GetFiles(Path.Combine(Architecture.Repository.Root, "src", "Cendra.Agent", "Plugins"), "*Plugin.cs").Select(File.ReadAllText));
}
