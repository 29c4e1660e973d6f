using System.ComponentModel;
using System.Globalization;
using Cendra.Agent.Replies;
using Cendra.Agent.Rules;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.Orders;
using Microsoft.SemanticKernel;

namespace Cendra.Agent.Plugins;

/// <summary>The one way from a model to other times of the stay: the host's rules decide, and a person where they do not. The model decides nothing and moves nothing; the stay is moved with the answer that says so.</summary>
internal sealed class TimePlugin(BoundTurn bound) : ITurnPlugin
{
    private const int MostCalls = 2;

    /// <inheritdoc />
    public IEnumerable<OfferedTool> Offered()
    {
        if (bound.Turn is { Room: not null, Stay: { CheckOutUtc: { } ends, Entitlement: Entitlement.Earns } } && bound.Turn.NowUtc < ends)
        {
            yield return new OfferedTool(KernelFunctionFactory.CreateFromMethod(RequestTimeChange, nameof(RequestTimeChange), "Asks for an earlier check-in or a later check-out of this stay. Call it whenever the guest asks for one and names a time; promise no time without it. Answers approved, sent to the host, denied or not needed."), MostCalls);
        }
    }

    public string RequestTimeChange(
        [Description("EarlyCheckIn or LateCheckOut")] string kind,
        [Description("The time that the guest wants on the day of check-in or check-out, as HH:mm")] string time)
    {
        if (!Enum.TryParse<TimeChangeKind>(kind, out var wanted) || !Enum.IsDefined(wanted) || !TimeOnly.TryParseExact(time, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
        {
            bound.Deeds.Note("RequestTimeChange: refused, no such time or kind");
            return "Refused. The kind is EarlyCheckIn or LateCheckOut and the time is HH:mm.";
        }

        if (bound.Deeds.Moves is not null)
        {
            bound.Deeds.Note("RequestTimeChange: refused, a time was granted in this answer already");
            return "Refused. One time was granted in this answer already: tell that one, and leave the rest to the host with EscalateToHost.";
        }

        var wish = new TimeMove(wanted, at);
        var decision = TimeChangeRules.Decide(wanted, at, bound.Turn.Room!, bound.Turn.NowUtc);
        bound.Deeds.Note(string.Create(CultureInfo.InvariantCulture, $"RequestTimeChange: {TimeChangeRules.Words(wanted)} at {at:HH:mm}. {decision.Why}"));
        return decision.Answer switch
        {
            TimeChangeAnswer.Approved => Approved(wish),
            TimeChangeAnswer.NotNeeded => $"not needed: {Now(wanted)}.",
            TimeChangeAnswer.Denied => $"denied: {Now(wanted)}. Say that it is not possible this time. Do not speak of other guests.{Said(wanted, "no")}",
            _ => ToHost(wish, decision),
        };
    }

    private string Approved(TimeMove wish)
    {
        bound.Deeds.Did(Deed.TimesGranted);
        bound.Deeds.Move(wish);
        return $"approved: {bound.Facts.Time(TimeReplies.AtUtc(bound.Facts.Stay, wish))} ({bound.Facts.CityTime}). The code works {(wish.Kind == TimeChangeKind.EarlyCheckIn ? "from" : "until")} then. Tell the guest exactly this time.{Said(wish.Kind, "yes", TimeReplies.AtUtc(bound.Facts.Stay, wish))}";
    }

    private string ToHost(TimeMove wish, TimeChangeDecision decision)
    {
        bound.Deeds.Did(Deed.TimesAskedFor);
        bound.Deeds.Call(Calls.NotForCendra(TimeReplies.Title(wish, bound.Facts.ForHost), decision.Why));
        return $"sent to the host, who will answer. Nothing is confirmed: {Now(wish.Kind)}. Say so.{Said(wish.Kind, "asked")}";
    }

    /// <summary>The words by which rules would say it to this guest.</summary>
    private string Said(TimeChangeKind kind, string answer, DateTimeOffset? atUtc = null)
    {
        var (early, facts) = (kind == TimeChangeKind.EarlyCheckIn, bound.Facts);
        return bound.InGuestsLanguage(TimeReplies.Book, $"{(early ? "early" : "late")}-{answer}", ("time", atUtc is { } at ? facts.Time(at) : early ? facts.CheckIn : facts.CheckOut), ("cityTime", facts.CityTime));
    }

    private string Now(TimeChangeKind kind) => kind == TimeChangeKind.EarlyCheckIn ? $"check-in is {bound.Facts.CheckIn}" : $"check-out and the end of the code are {bound.Facts.CheckOut}";
}
