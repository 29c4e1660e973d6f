using System.Globalization;

namespace Cendra.Lifecycle.Said;

/// <summary>
/// Holds what a text says against what is programmed: times of check-in, check-out and the code, codes, doors and places. The same for every text to a guest, whoever wrote it. Pure; it
/// sees codes only as keyed hashes and says none.
/// </summary>
public static class SaidCheck
{
    /// <summary>What does not hold, each once; empty = nothing contradicts.</summary>
    public static IReadOnlyList<SaidFinding> Of(SaidText text, IReadOnlyList<SpokenCode> codes, SaidFacts facts) =>
    [
        .. OfTimes(text, facts)
            .Concat(OfCodes(codes, facts))
            .Concat(NameMentions.Of(text, facts.OtherPlaces.Distinct(), facts.OwnNames).Select(n => new SaidFinding(SaidKind.Place, $"The message speaks of “{n}”, which is another property.")))
            .Concat(NameMentions.Of(text, facts.OtherDoors.Distinct().Except(facts.OtherPlaces), facts.OwnNames).Select(n => new SaidFinding(SaidKind.Door, $"The message speaks of the door “{n}”, which is not of this stay.")))
            .Distinct(),
    ];

    /// <summary>Claims of times that do not hold.</summary>
    public static IEnumerable<TimeClaim> WrongTimes(SaidText text, SaidFacts facts) =>
        facts is { CheckIn: { } checkIn, CheckOut: { } checkOut } ? TimeClaims.Of(text).Where(c => IsWrong(c, checkIn, checkOut, facts.CodeUntil ?? checkOut)) : [];

    private static bool IsWrong(TimeClaim claim, TimeOnly checkIn, TimeOnly checkOut, TimeOnly codeUntil) => claim switch
    {
        { Subject: SaidSubject.CheckIn or SaidSubject.CodeFrom, IsExact: true } => !claim.Time.IsAt(checkIn),
        { Subject: SaidSubject.CheckIn or SaidSubject.CodeFrom } => claim.Time.Likely(checkIn) < checkIn,
        { Subject: SaidSubject.CheckOut, IsExact: true } => !claim.Time.IsAt(checkOut),
        { Subject: SaidSubject.CheckOut } => claim.Time.Likely(checkOut) > checkOut,
        _ => !claim.Time.IsAt(checkOut) && !claim.Time.IsAt(codeUntil),
    };

    private static IEnumerable<SaidFinding> OfTimes(SaidText text, SaidFacts facts) => WrongTimes(text, facts).Select(claim =>
    {
        var (checkIn, checkOut, until) = (facts.CheckIn!.Value, facts.CheckOut!.Value, facts.CodeUntil ?? facts.CheckOut.Value);
        return new SaidFinding(SaidKind.Time, claim.Subject switch
        {
            SaidSubject.CheckIn => $"The message says check-in at {At(claim.Time.Likely(checkIn))}; the code opens from {At(checkIn)}.",
            SaidSubject.CodeFrom => $"The message says that the code works from {At(claim.Time.Likely(checkIn))}; it opens from {At(checkIn)}.",
            SaidSubject.CheckOut => $"The message says check-out at {At(claim.Time.Likely(checkOut))}; it is at {At(checkOut)}, and the code opens until {At(until)}.",
            SaidSubject.CodeUntil => $"The message says that the code works until {At(claim.Time.Likely(checkOut))}; check-out is at {At(checkOut)}, and the code opens until {At(until)}.",
        });
    });

    /// <summary>A known PIN of somebody else is wrong wherever it stands; unknown digits only where the text calls them a code.</summary>
    private static IEnumerable<SaidFinding> OfCodes(IReadOnlyList<SpokenCode> codes, SaidFacts facts)
    {
        if (codes.Any(c => facts.OtherPins.Contains(c.Hash) && !facts.OwnPins.Contains(c.Hash)))
        {
            yield return new SaidFinding(SaidKind.Code, "The message holds digits that are a door code, but not this guest’s now.");
        }
        else if (codes.Any(c => c.SaysCode && !facts.OwnPins.Contains(c.Hash)))
        {
            yield return new SaidFinding(SaidKind.Code, "The message names a code that no door of this stay has.");
        }
    }

    private static string At(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
