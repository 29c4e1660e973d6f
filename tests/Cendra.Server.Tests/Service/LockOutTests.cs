using Cendra.Domain.Conversations;
using Cendra.Simulator.Locks;
using Cendra.Tests.World;
using Xunit.Abstractions;

namespace Cendra.Server.Tests.Service;

/// <summary>Guests at locked doors, from the first sign to the open door: what they are asked, what they are told, who is called, and how long it takes.</summary>
public sealed class LockOutTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Two_digits_the_wrong_way_round_are_corrected_and_never_echoed()
    {
        await using var script = await LockOutScript.AtAsync();
        Assert.Contains("write here the digits", await script.WritesAsync("the code does not work"), StringComparison.Ordinal);
        await script.HostIsCalledAsync();
        var typed = Swapped(script.Digits);
        var answer = await script.WritesAsync($"I type {typed}");
        Assert.Contains("wrong way round", answer, StringComparison.Ordinal);
        Assert.Contains(ServiceWorld.Spoken(script.Digits), answer, StringComparison.Ordinal);
        Assert.DoesNotContain(typed, answer, StringComparison.Ordinal);
        await script.World.ClockMovesAsync(TimeSpan.FromMinutes(2));
        await script.EntersAsync();
        Assert.Contains("has just been opened", script.World.Told()[^1], StringComparison.Ordinal);
        output.WriteLine(await script.EndsAsync("mistyped, two swapped", LockOutEnd.Unlocked, 2.3));
        var scan = new PinScan(typed);
        scan.AssertAbsentFromFiles(script.World.Folder);
        scan.AssertAbsentFromTexts(await RowTexts.OfAsync(script.World));
    }

    [Fact]
    public async Task A_digit_that_is_missing_is_noticed_in_the_first_message()
    {
        await using var script = await LockOutScript.AtAsync();
        Assert.Contains("One digit is missing", await script.WritesAsync($"the code {script.Digits[..^1]} doesn't work"), StringComparison.Ordinal);
        await script.EntersAsync();
        output.WriteLine(await script.EndsAsync("mistyped, one missing", LockOutEnd.Unlocked, 0.2));
    }

    [Fact]
    public async Task After_three_wrong_tries_the_other_way_in_is_told()
    {
        await using var script = await LockOutScript.AtAsync();
        await script.WritesAsync("the door does not open");
        foreach (var wrong in new[] { "000000", "000001" })
        {
            Assert.Contains("not the digits of your code", await script.WritesAsync(wrong), StringComparison.Ordinal);
        }

        var answer = await script.WritesAsync("000002");
        Assert.Contains("key box left of the door", answer, StringComparison.Ordinal);
        Assert.Contains(ServiceWorld.Spoken(LockOutScript.BoxDigits), answer, StringComparison.Ordinal);
        Assert.Contains("I tell the host", await script.WritesAsync("yes, we are in, thanks"), StringComparison.Ordinal);
        output.WriteLine(await script.EndsAsync("mistyped three times", LockOutEnd.GuestInside, 0.7));
        Assert.Contains(await script.World.OpenEscalationsAsync(), e => e.Cause.StartsWith("fallback-told:", StringComparison.Ordinal));
        new PinScan(LockOutScript.BoxDigits).AssertAbsentFromTexts([.. await RowTexts.OfAsync(script.World), .. script.World.Log.Lines]);
    }

    [Fact]
    public async Task The_code_of_somebody_else_is_only_said_not_to_be_theirs()
    {
        await using var script = await LockOutScript.AtAsync(before: w => w.PmsSendsAsync("R0", "Born 9", "2026-06-10", "2026-06-12", guest: "Noa Weiss", phone: "+34600000002").GetAwaiter().GetResult());
        var other = await script.World.DigitsAsync("R0", "flat");
        var answer = await script.WritesAsync($"The code {other} is not working");
        Assert.Contains("not the digits of your code", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("guest", answer.Replace("the guest", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        await script.EntersAsync();
        output.WriteLine(await script.EndsAsync("code of another stay", LockOutEnd.Unlocked, 0.2));
    }

    [Fact]
    public async Task The_right_digits_are_typed_slowly_and_the_door_opens()
    {
        await using var script = await LockOutScript.AtAsync();
        await script.WritesAsync("the lock won't open");
        Assert.Contains("right digits", await script.WritesAsync(script.Digits), StringComparison.Ordinal);
        await script.World.ClockMovesAsync(TimeSpan.FromMinutes(1));
        await script.EntersAsync();
        output.WriteLine(await script.EndsAsync("right digits, slow retry", LockOutEnd.Unlocked, 1.3));
    }

    [Fact]
    public async Task A_lock_that_refuses_the_right_code_gives_its_spare()
    {
        await using var script = await LockOutScript.AtAsync(keyBox: false, flat: ServiceWorld.Door("flat", LockBehaviour.NativeSchedule) with { HasBackupPool = true });
        await script.WritesAsync("the door doesn't open");
        await script.WritesAsync(script.Digits);
        var told = await script.WritesAsync("no") + await script.AfterAsync(TimeSpan.FromMinutes(2));
        var spare = await script.World.DigitsAsync("R1", "flat");
        Assert.NotEqual(script.Digits, spare);
        Assert.Contains(ServiceWorld.Spoken(spare), told, StringComparison.Ordinal);
        Assert.True(await script.World.GuestTypesAsync("flat", spare));
        output.WriteLine(await script.EndsAsync("right digits refused, spare code", LockOutEnd.Unlocked, 2.5));
    }

    [Fact]
    public async Task A_lock_that_refuses_the_right_code_leads_to_the_key_box()
    {
        await using var script = await LockOutScript.AtAsync();
        await script.WritesAsync("the door doesn't open");
        await script.WritesAsync(script.Digits);
        Assert.Contains("key box", await script.WritesAsync("No."), StringComparison.Ordinal);
        await script.World.ClockMovesAsync(TimeSpan.FromMinutes(3));
        await script.WritesAsync("YES");
        output.WriteLine(await script.EndsAsync("right digits refused, key box", LockOutEnd.GuestInside, 3.5));
    }

    [Fact]
    public async Task Without_another_way_in_the_guest_is_told_that_people_are_called_and_a_person_answers()
    {
        await using var script = await LockOutScript.AtAsync(keyBox: false);
        await script.WritesAsync("the door doesn't open");
        await script.WritesAsync(script.Digits);
        Assert.Contains("being called until one answers", await script.WritesAsync("no"), StringComparison.Ordinal);
        await script.World.HostWritesAsync("I am opening it from here");
        Assert.Empty(await script.AfterAsync(TimeSpan.FromMinutes(20)));
        await script.EntersAsync();
        output.WriteLine(await script.EndsAsync("right digits refused, no other way, a person", LockOutEnd.Unlocked, 20.6));
    }

    [Fact]
    public async Task A_battery_known_to_be_dead_asks_nothing_and_tells_the_other_way_at_once()
    {
        await using var script = await LockOutScript.AtAsync();
        script.World.Doors.SetBattery("flat", 0.04);
        await script.World.ClockMovesAsync(TimeSpan.FromMinutes(1));
        var answer = await script.WritesAsync("we can't get in");
        Assert.Contains("key box", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("write here the digits", answer, StringComparison.Ordinal);
        await script.WritesAsync("we are in");
        output.WriteLine(await script.EndsAsync("dead battery, known", LockOutEnd.GuestInside, 0.3));
    }

    [Fact]
    public async Task A_keypad_that_stays_dark_is_taken_for_a_dead_battery()
    {
        await using var script = await LockOutScript.AtAsync();
        Assert.DoesNotContain("key box", await script.WritesAsync("the door won't open"), StringComparison.Ordinal);
        Assert.Contains("key box", await script.WritesAsync("the keypad stays dark"), StringComparison.Ordinal);
        await script.WritesAsync("yes");
        output.WriteLine(await script.EndsAsync("dead battery, unknown to the lock", LockOutEnd.GuestInside, 0.4));
    }

    [Fact]
    public async Task While_the_host_sleeps_the_next_contact_is_called_and_the_help_stays_open()
    {
        await using var script = await LockOutScript.AtAsync(keyBox: false);
        script.World.Doors.SetBattery("flat", 0.04);
        await script.World.ClockMovesAsync(TimeSpan.FromMinutes(1));
        Assert.Contains("being called until one answers", await script.WritesAsync("the keypad is dead, we cannot get in"), StringComparison.Ordinal);
        Assert.Empty(script.World.Told(LockOutScript.Neighbour));
        await script.World.ClockMovesAsync(TimeSpan.FromMinutes(16));
        Assert.NotEmpty(script.World.Told(LockOutScript.Neighbour));
        Assert.Null((await script.RowAsync()).EndedUtc);
        await script.HostIsCalledAsync();
        script.World.Doors.SetBattery("flat", 0.9);
        await script.EntersAsync();
        output.WriteLine(await script.EndsAsync("dead battery, no other way, host asleep", LockOutEnd.Unlocked, 16.3));
    }

    [Fact]
    public async Task An_offline_lock_that_holds_the_code_is_helped_at_like_any_other()
    {
        await using var script = await LockOutScript.AtAsync();
        await script.World.LockGoesOfflineAsync("flat");
        await script.World.ClockMovesAsync(TimeSpan.FromMinutes(1));
        var answer = await script.WritesAsync("code not working");
        Assert.Contains("write here the digits", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("key box", answer, StringComparison.Ordinal);
        await script.EntersAsync();
        Assert.Null((await script.RowAsync()).EndedUtc);
        await script.WritesAsync("it opened now");
        output.WriteLine(await script.EndsAsync("offline, code set", LockOutEnd.GuestInside, 0.4));
    }

    [Fact]
    public async Task An_offline_lock_without_the_code_leads_to_the_key_box()
    {
        await using var script = await LockOutScript.AtAsync(before: w => w.LockGoesOfflineAsync("flat").GetAwaiter().GetResult());
        Assert.Contains("key box", await script.WritesAsync("I stand at the door and it does not open"), StringComparison.Ordinal);
        await script.WritesAsync("yes");
        output.WriteLine(await script.EndsAsync("offline, code pending, key box", LockOutEnd.GuestInside, 0.3));
    }

    [Fact]
    public async Task A_lock_that_comes_back_gets_its_code_and_the_guest_hears_of_it()
    {
        await using var script = await LockOutScript.AtAsync(keyBox: false, before: w => w.LockGoesOfflineAsync("flat").GetAwaiter().GetResult());
        Assert.Contains("being called until one answers", await script.WritesAsync("the door does not open"), StringComparison.Ordinal);
        await script.World.ClockMovesAsync(TimeSpan.FromMinutes(10));
        await script.World.LockComesBackAsync("flat");
        var told = await script.AfterAsync(TimeSpan.FromMinutes(6));
        var digits = await script.World.DigitsAsync("R1", "flat");
        Assert.Contains(ServiceWorld.Spoken(digits), told, StringComparison.Ordinal);
        Assert.True(await script.World.GuestTypesAsync("flat", digits));
        output.WriteLine(await script.EndsAsync("offline, code pending, lock comes back", LockOutEnd.Unlocked, 16.2));
    }

    [Fact]
    public async Task Whoever_comes_too_early_hears_when_and_hears_again_when_it_works()
    {
        await using var script = await LockOutScript.AtAsync("2026-06-01 12:30");
        Assert.Contains("15:00", await script.WritesAsync("we are here already and the code does not work"), StringComparison.Ordinal);
        await script.HostIsCalledAsync(EscalationPriority.P1);
        Assert.Contains("works now", await script.AfterAsync(TimeSpan.FromMinutes(151)), StringComparison.Ordinal);
        await script.EntersAsync();
        output.WriteLine(await script.EndsAsync("too early", LockOutEnd.Unlocked, 151.2));
    }

    [Fact]
    public async Task At_several_doors_the_guest_is_asked_which_and_the_street_door_of_others_ends_nothing()
    {
        await using var script = await LockOutScript.AtAsync(streetDoor: true);
        var asked = await script.WritesAsync("the code does not work");
        Assert.Contains("1. street", asked, StringComparison.Ordinal);
        Assert.Contains("2. flat", asked, StringComparison.Ordinal);
        Assert.Contains("write here the digits", await script.WritesAsync("2"), StringComparison.Ordinal);
        await script.EntersAsync("street");
        Assert.Null((await script.RowAsync()).EndedUtc);
        await script.EntersAsync();
        output.WriteLine(await script.EndsAsync("wrong door, asked which", LockOutEnd.Unlocked, 0.3));
    }

    [Fact]
    public async Task A_keypad_that_rests_is_left_alone_until_it_takes_digits_again()
    {
        await using var script = await LockOutScript.AtAsync(flat: ServiceWorld.Door("flat", LockBehaviour.NativeSchedule) with { RestsAfter = 5 });
        for (var i = 0; i < 5; i++)
        {
            await script.World.GuestTypesAsync("flat", "111111");
            await script.World.ClockMovesAsync(TimeSpan.FromSeconds(5));
        }

        Assert.False(await script.World.GuestTypesAsync("flat", script.Digits));
        Assert.Contains("do not touch it until 15:15", await script.WritesAsync("the code does not work"), StringComparison.Ordinal);
        Assert.Contains("should take digits again", await script.AfterAsync(TimeSpan.FromMinutes(5)), StringComparison.Ordinal);
        await script.EntersAsync();
        output.WriteLine(await script.EndsAsync("keypad rests", LockOutEnd.Unlocked, 5.2));
    }

    [Fact]
    public async Task A_lock_that_refuses_again_and_again_calls_for_help_by_itself()
    {
        await using var script = await LockOutScript.AtAsync();
        var before = script.World.Told().Count;
        await script.World.GuestTypesAsync("flat", "111111");
        await script.World.ClockMovesAsync(TimeSpan.FromMinutes(1));
        await script.World.GuestTypesAsync("flat", "222222");
        await script.World.ClockMovesAsync(TimeSpan.FromMinutes(1.5));
        var told = Assert.Single(script.World.Told().Skip(before));
        Assert.Contains("has just refused digits several times", told, StringComparison.Ordinal);
        Assert.Contains(ServiceWorld.Spoken(script.Digits), told, StringComparison.Ordinal);
        await script.HostIsCalledAsync();
        await script.EntersAsync();
        output.WriteLine(await script.EndsAsync("noticed by the lock", LockOutEnd.Unlocked, 1.5));
    }

    [Fact]
    public async Task Whoever_mistypes_and_gets_in_with_the_next_try_is_left_alone()
    {
        await using var script = await LockOutScript.AtAsync();
        var before = script.World.Told().Count;
        foreach (var wrong in new[] { "111111", "222222" })
        {
            await script.World.GuestTypesAsync("flat", wrong);
            await script.World.ClockMovesAsync(TimeSpan.FromSeconds(10));
        }

        await script.EntersAsync();
        await script.World.ClockMovesAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(before, script.World.Told().Count);
        Assert.Empty(await script.World.OpenEscalationsAsync());
        output.WriteLine(await script.EndsAsync("two wrong tries and in", LockOutEnd.Unlocked, null));
    }

    [Fact]
    public async Task While_a_person_has_the_conversation_they_are_called_and_after_five_minutes_help_answers()
    {
        await using var script = await LockOutScript.AtAsync();
        await script.World.HostWritesAsync("Welcome! I answer myself today.");
        Assert.Empty(await script.WritesAsync("the door does not open"));
        await script.HostIsCalledAsync();
        Assert.Contains("write here the digits", await script.AfterAsync(TimeSpan.FromMinutes(5.5)), StringComparison.Ordinal);
        await script.EntersAsync();
        output.WriteLine(await script.EndsAsync("a person has the conversation and is silent", LockOutEnd.Unlocked, 5.6));
    }

    [Fact]
    public async Task A_guest_who_falls_silent_is_asked_once_and_the_host_stays_called()
    {
        await using var script = await LockOutScript.AtAsync();
        await script.WritesAsync("the door does not open");
        Assert.Contains("Are you in by now?", await script.AfterAsync(TimeSpan.FromMinutes(6)), StringComparison.Ordinal);
        Assert.Empty(await script.AfterAsync(TimeSpan.FromHours(2)));
        await script.HostIsCalledAsync();
        await script.World.ClockMovesAsync(TimeSpan.FromHours(6));
        output.WriteLine(await script.EndsAsync("guest silent", LockOutEnd.NotHeard, null));
    }

    [Fact]
    public async Task Digits_of_the_key_box_that_a_guest_writes_back_stand_nowhere()
    {
        await using var script = await LockOutScript.AtAsync();
        await script.WritesAsync("the door won't open");
        Assert.Contains("key box", await script.WritesAsync("the keypad stays dark"), StringComparison.Ordinal);
        await script.WritesAsync($"I turn {LockOutScript.BoxDigits} on the box and it opened, thanks");
        await script.WritesAsync($"so {LockOutScript.BoxDigits} was right after all?");
        var scan = new PinScan(LockOutScript.BoxDigits);
        scan.AssertAbsentFromFiles(script.World.Folder);
        scan.AssertAbsentFromTexts([.. await RowTexts.OfAsync(script.World), .. script.World.Log.Lines]);
    }

    [Theory]
    [InlineData("manual")]
    [InlineData("automatic")]
    public async Task A_door_that_somebody_else_opens_asks_the_guest_and_leaves_the_host_called(string method)
    {
        await using var script = await LockOutScript.AtAsync(keyBox: false);
        await script.WritesAsync("the door does not open");
        await script.World.ClockMovesAsync(TimeSpan.FromSeconds(30));
        await script.UnlocksAsync("flat", method);
        Assert.Contains("Are you in by now?", script.World.Told()[^1], StringComparison.Ordinal);
        Assert.Null((await script.RowAsync()).EndedUtc);
        await script.HostIsCalledAsync();
        await script.WritesAsync("yes");
        output.WriteLine(await script.EndsAsync($"opened {method}, the guest says so", LockOutEnd.GuestInside, 1));
    }

    [Fact]
    public async Task A_yes_long_after_the_question_is_no_word_from_the_door()
    {
        await using var script = await LockOutScript.AtAsync();
        await script.WritesAsync("the door does not open");
        await script.World.ClockMovesAsync(TimeSpan.FromMinutes(30));
        var calls = script.World.Told(HousePhones.Host).Count;
        await script.World.HostWritesAsync("Shall I send you the way to the beach?");
        Assert.Empty(await script.WritesAsync("yes please"));
        var row = await script.RowAsync();
        Assert.Equal((null, false), (row.FallbackToldUtc, row.Step == LockOutStep.ToldOtherWay));
        Assert.True(script.World.Told(HousePhones.Host).Count >= calls);
    }

    [Fact]
    public async Task Before_check_in_a_cleaner_who_opens_the_flat_ends_nothing()
    {
        await using var script = await LockOutScript.AtAsync("2026-06-01 12:30");
        await script.WritesAsync("we are here already and the code does not work");
        await script.World.ClockMovesAsync(TimeSpan.FromMinutes(10));
        var told = script.World.Told().Count;
        await script.UnlocksAsync("flat", "keycode");
        Assert.Equal(told, script.World.Told().Count);
        Assert.Contains("works now", await script.AfterAsync(TimeSpan.FromMinutes(145)), StringComparison.Ordinal);
    }

    private static string Swapped(string digits)
    {
        var i = Enumerable.Range(0, digits.Length - 1).First(at => digits[at] != digits[at + 1]);
        return $"{digits[..i]}{digits[i + 1]}{digits[i]}{digits[(i + 2)..]}";
    }
}
