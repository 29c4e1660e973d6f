using System.Globalization;
using System.Text.RegularExpressions;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;

namespace Cendra.Server.Console.Commands;

/// <summary>What a property must be before it is saved, in sentences that say what to change.</summary>
public static partial class PropertyRules
{
    private const int LongestName = 200;
    private const int LongestGrace = 240;
    private const int LongestLeadHours = 240;
    private const int MostAnswerRules = 20;
    private const int MostTurnoverHours = 24;

    /// <summary>All problems at once, in the order of the form; empty = none.</summary>
    public static IReadOnlyList<string> Problems(PropertyDraft draft) => [.. Facts(draft), .. Times(draft), .. Fallback(draft), .. AnswerRules(draft), .. TimeChanges(draft), .. StepRules.Problems(draft), .. Doors(draft), .. Listings(draft), .. Contacts(draft)];

    /// <summary>HH:mm, or null.</summary>
    public static TimeOnly? Time(string text) =>
        TimeOnly.TryParseExact(text.Trim(), ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <summary>Digits with a leading plus, spaces and dashes taken out; empty stays empty.</summary>
    public static string Phone(string text) => new([.. text.Where(c => char.IsAsciiDigit(c) || c == '+')]);

    private static IEnumerable<string> Facts(PropertyDraft draft)
    {
        if (draft.Name.Trim().Length is 0 or > LongestName)
        {
            yield return "Name: write what hosts and guests call it, up to 200 characters.";
        }

        if (draft.Address.Length > 500 || draft.City.Length > LongestName)
        {
            yield return "Address and city: shorten them to 500 and 200 characters.";
        }

        if (!StayWindow.IsZone(draft.TimeZoneId.Trim()))
        {
            yield return "Time zone: choose one of the list, such as Europe/Madrid. All times of this property are meant in it.";
        }
    }

    private static IEnumerable<string> Times(PropertyDraft draft)
    {
        if (Time(draft.CheckIn) is null)
        {
            yield return "Check-in: write a time such as 15:00.";
        }

        if (Time(draft.CheckOut) is null)
        {
            yield return "Check-out: write a time such as 11:00.";
        }

        if (draft.GraceMinutes is < 0 or > LongestGrace)
        {
            yield return "Minutes after check-out: choose 0 to 240. It never reaches into the next stay.";
        }

        if (draft.SendLeadHours is < 0 or > LongestLeadHours)
        {
            yield return "Arrival message: choose 0 to 240 hours before check-in.";
        }
    }

    /// <summary>Digits stand in the sealed field alone; the words go where every host reads them.</summary>
    private static IEnumerable<string> Fallback(PropertyDraft draft)
    {
        if (draft.FallbackWords.Any(char.IsDigit) || draft.FallbackWords.Length > 500)
        {
            yield return "Another way in: describe it without digits, up to 500 characters. The digits go into the field below, where they are sealed.";
        }

        if (draft.FallbackDigits.Trim() is { Length: > 0 } digits && (digits.Length is < 4 or > 20 || !digits.All(char.IsAsciiDigit)))
        {
            yield return "Another way in: write 4 to 20 digits, nothing else.";
        }

        if (draft.FallbackWords.Trim().Length == 0 && draft.FallbackDigits.Trim().Length > 0)
        {
            yield return "Another way in: say in words what the digits open, such as Key box left of the door.";
        }
    }

    private static IEnumerable<string> AnswerRules(PropertyDraft draft)
    {
        if (draft.AnswerRules.Count > MostAnswerRules)
        {
            yield return $"Who answers: keep to {MostAnswerRules} exceptions.";
        }

        foreach (var rule in draft.AnswerRules)
        {
            var (from, until) = (rule.From.Trim(), rule.Until.Trim());
            if ((from.Length > 0 || until.Length > 0) && (Time(from) is null || Time(until) is null || Time(from) == Time(until)))
            {
                yield return "Who answers: write the hours of an exception as two different times such as 22:00 and 08:00, or leave both empty for all day.";
            }
            else if (rule.Stage is null && from.Length == 0)
            {
                yield return "Who answers: choose a stage or hours for each exception, or take it out.";
            }
        }
    }

    private static IEnumerable<string> TimeChanges(PropertyDraft draft)
    {
        if (draft.EarlyCheckIn == TimeChangePermission.Free && (Time(draft.EarliestCheckIn) is not { } earliest || earliest >= Time(draft.CheckIn)))
        {
            yield return "Other times: write from when an early check-in is free, as a time before check-in such as 13:00.";
        }

        if (draft.LateCheckOut == TimeChangePermission.Free && (Time(draft.LatestCheckOut) is not { } latest || latest <= Time(draft.CheckOut)))
        {
            yield return "Other times: write until when a late check-out is free, as a time after check-out such as 12:00.";
        }

        if (draft.TurnoverHours is < 0 or > MostTurnoverHours)
        {
            yield return $"Other times: choose 0 to {MostTurnoverHours} hours between two stays.";
        }
    }

    private static IEnumerable<string> Doors(PropertyDraft draft)
    {
        foreach (var twice in draft.Doors.GroupBy(d => d.LockId).Where(g => g.Count() > 1))
        {
            yield return $"Doors: “{twice.First().DoorName}” and “{twice.Last().DoorName}” use the same lock. Remove one of them.";
        }

        if (draft.Doors.Exists(d => d.DoorName.Trim().Length is 0 or > LongestName))
        {
            yield return "Doors: give every door a name that guests understand, such as Street door.";
        }
    }

    private static IEnumerable<string> Listings(PropertyDraft draft)
    {
        if (draft.Listings.Exists(l => l.ExternalId.Trim().Length is 0 or > LongestName || l.ConnectionId == Guid.Empty))
        {
            yield return "Listings: choose the connection and write the id by which it knows this property, or remove the line.";
        }

        if (draft.Listings.GroupBy(l => (l.ConnectionId, l.ExternalId.Trim())).Any(g => g.Count() > 1))
        {
            yield return "Listings: the same id stands here twice. Remove one.";
        }
    }

    private static IEnumerable<string> Contacts(PropertyDraft draft)
    {
        foreach (var contact in draft.Contacts)
        {
            if (contact.Name.Trim().Length is 0 or > LongestName)
            {
                yield return "People to call: give every person a name.";
            }

            if (Phone(contact.Phone).Length == 0 && contact.Email.Trim().Length == 0)
            {
                yield return $"People to call: {Named(contact)} needs a phone number or an email address.";
            }

            if (contact.Phone.Trim().Length > 0 && !International().IsMatch(Phone(contact.Phone)))
            {
                yield return $"People to call: write the phone of {Named(contact)} with its country, such as +34 600 000 000.";
            }

            if (contact.MorningAt.Trim().Length > 0 && Time(contact.MorningAt) is null)
            {
                yield return $"People to call: write the morning message of {Named(contact)} as a time such as 07:30, or leave it empty for none.";
            }

            var (from, until) = (contact.HoursFrom.Trim(), contact.HoursUntil.Trim());
            if ((from.Length > 0 || until.Length > 0) && (Time(from) is null || Time(until) is null || Time(from) == Time(until)))
            {
                yield return $"People to call: write the hours of {Named(contact)} as two different times such as 08:00 and 22:00, or leave both empty for always.";
            }

            if (contact.Email.Trim().Length > 0 && (!contact.Email.Contains('@', StringComparison.Ordinal) || contact.Email.Length > 254))
            {
                yield return $"People to call: the email address of {Named(contact)} has no @.";
            }
        }
    }

    private static string Named(ContactDraft contact) => contact.Name.Trim().Length > 0 ? contact.Name.Trim() : "this person";

    /// <summary>E.164: a plus and 7 to 15 digits.</summary>
    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex International();
}
