using Cendra.Server.Evals.Story;

namespace Cendra.Server.Evals.Reading;

/// <summary>The places that a text of a scenario may have, and what each names.</summary>
internal static class PlaceNames
{
    public const string Code = "code";
    public const string First = "first_code";
    public const string Former = "former";
    public const string Typo = "typo";
    public const string Wrong = "wrong";
    public const string OneTime = "one_time";
    public const string Phone = "phone";
    public const string Mail = "mail";
    public const string Name = "name";
    public const string Secret = "secret";
    public const string Fallback = "fallback";

    /// <summary>Complains of a place that the runner cannot fill.</summary>
    public static void Check(EvalNode at, string text, EvalWorld world, EvalProblems problems)
    {
        foreach (var (word, of) in EvalPlaces.In(text))
        {
            var (known, what) = word switch
            {
                Code or First or Typo => (world.Bookings.Keys, "booking"),
                Former => (world.Locks.Keys, "lock"),
                Phone or Mail or Name => (world.Identities.Keys, "identity"),
                Secret => (world.Properties.Values.SelectMany(p => p.Secrets).Select(s => s.Name).Distinct(StringComparer.Ordinal), "secret"),
                Fallback => (world.Properties.Keys, "property"),
                _ => (Enumerable.Empty<string>(), ""),
            };
            if (what.Length == 0 && !(word is Wrong or OneTime && of.Length == 0))
            {
                problems.Add(at, $"“{{{{{word}{(of.Length > 0 ? ":" + of : "")}}}}}” is no place. There are {{{{code:BOOKING}}}}, {{{{first_code:BOOKING}}}}, {{{{typo:BOOKING}}}}, {{{{former:LOCK}}}}, {{{{wrong}}}}, {{{{one_time}}}}, {{{{secret:NAME}}}}, {{{{fallback:PROPERTY}}}}, {{{{phone:IDENTITY}}}}, {{{{mail:IDENTITY}}}} and {{{{name:IDENTITY}}}}.");
            }
            else if (what.Length > 0 && !known.Contains(of))
            {
                problems.Add(at, $"The world has no {what} “{of}”. It has: {string.Join(", ", known)}.");
            }
        }
    }
}
