using System.Globalization;
using System.Text.RegularExpressions;
using Cendra.Domain.Portfolio;
using Cendra.Knowledge.Text;
using Cendra.Knowledge.Topics;
using Cendra.Lifecycle.Said;

namespace Cendra.Agent.Rules;

/// <summary>
/// Reads which other time a guest asks for: one question about coming or leaving with one time in it, and nothing else. Whatever could mean another day, another time or another thing is not read: a wrong yes moves a
/// door. Pure.
/// </summary>
internal static partial class TimeWish
{
    private static readonly string[] Own = ["check-in-time", "check-out-time"];

    private static readonly Phrases Later = new(
        "(check|checking) out", "checkout", "late departure", "(leave|leaving|depart) (on|at|by|around|later|until|only|a bit|a little|an hour|one|two|monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|today)", "stay (in the (flat|apartment|house|room) |on |here )?(until|till|longer|a bit longer)",
        "salida (tardia|tarde|mas tarde)", "(salir|irnos|irme|marcharnos) (a|el|sobre|hacia|mas tarde|hoy|manana)", "(quedarnos|quedarme|quedar) (el \\w+ )?(hasta|mas)", "(dejar|abandonar) (el|la) (apartamento|piso|casa|habitacion|alojamiento)",
        "(auschecken|auszuchecken)", "(spate|spatere|spater) (abreise|abreisen)", "(abreisen|abreise)", "bis .. (bleiben|auschecken)", "langer bleiben",
        "depart tardif", "(partir|quitter l appartement|quitter le logement|quitter les lieux) .. (a|vers|plus)", "rester .. (jusqu|jusque|plus)");

    private static readonly Phrases Earlier = new(
        "(check|checking) in", "checkin", "(early|earlier) (arrival|check)", "(arrive|come|get in) (on|at|by|around|early|earlier|already)",
        "entrada (anticipada|temprana|antes)", "(llegar|entrar) (a|el|antes|sobre|hacia|mas temprano)", "(einchecken|einzuchecken)", "(fruhere|fruhe|fruher) (anreise|anreisen)", "(anreisen|ankommen)", "um .. (kommen|rein|da sein)",
        "arrivee anticipee", "(arriver|entrer|venir) .. (a|vers|plus tot)");

    private static readonly Phrases NotToday = new(
        "tomorrow", "day after", "(next|following) (day|week|morning)", "tonight", "dia siguiente", "(nachsten|folgenden) (tag|morgen)", "明天", "明日", "غدا", "yarin", "next day", "(one|another|extra) (more )?(day|night)", "manana", "otra noche", "(una noche|un dia) mas", "ubermorgen", "morgen", "(noch|weitere|zusatzliche) (eine )?(nacht|tag)", "demain", "lendemain", "(une nuit|un jour) de plus", "amanha", "domani");

    /// <summary>Whoever asks for it themselves, or names it by its name. "Does the boat leave at 13:00?" is about a boat, and "is check-out at 12?" a question of fact.</summary>
    private static readonly Phrases Asks = new(
        "(can|could|may|might|should) (we|i)", "(be|is it|it be|would it be) (possible|ok|okay|fine|alright)", "possible", "(we|i) (would|d) (like|love|prefer)", "(we|i) (want|wish|need) to", "let us",
        "(podemos|puedo|podriamos|podria|posible|quedarnos|nos gustaria|queremos|quisieramos|quiero)", "(konnen|konnten|durfen|durften|mochten|wurden) (wir|wir bitte)", "(kann|konnte|darf|durfte|mochte) (ich|man)", "moglich",
        "(pouvons|pourrions) nous", "(peut|pourrait) on", "(nous|on) (pouvons|pourrions|peut|pourrait|aimerions|voudrait|souhaite*)", "(puis|pourrais) je", "(possiamo|potremmo|posso|possibile|vorremmo)", "(podemos|podiamos|poderiamos|posso|possivel|gostariamos)",
        "(mumkun|miyiz|abilir miyiz|istiyoruz)", "(可以|能不能|能否|可否|想)", "(できますか|でしょうか|可能|いいですか|したい)", "(هل يمكن*|ممكن|نستطيع|نود|نريد)", "(late|later|early|earlier)", "(tardia|tarde|anticipada|temprana|antes)", "(spat*|fruh*|langer)", "(tardif|plus tard|anticipee|plus tot)");

    /// <summary>Sooner or later than it is.</summary>
    private static readonly Phrases Otherwise = new(
        "(early|earlier|sooner|later)", "(antes|temprano|anticipad*|mas tarde|tardia)", "(fruh|fruher|fruhe|fruhere|fruheren|eher|spater|spateren|langer)", "(plus tot|tot|en avance|anticipee|plus tard|tardif)",
        "(prima|in anticipo|anticipat*|piu tardi)", "(mais cedo|cedo|antecipad*|mais tarde)", "(erken|daha once|daha gec)", "(提前|早点|早點|早一点|早一點|早些|晚点|晚點|晚一点|延迟)", "(早め|早く|アーリー|遅く|遅め|レイト)", "(مبكر*|ابكر|بدري|قبل الموعد|متاخر*)");

    private static readonly CultureInfo[] Calendars = [.. new[] { "en", "es", "de", "fr", "it", "pt", "tr" }.Select(CultureInfo.GetCultureInfo)];

    private static readonly Phrases Today = new("today", "hoy", "heute", "aujourd hui", "oggi", "hoje", "bugun");

    /// <summary>The time that is asked for beside <paramref name="checkIn"/> on <paramref name="arrival"/> or <paramref name="checkOut"/> on <paramref name="departure"/>; null = none surely is.</summary>
    public static TimeMove? In(string text, TimeOnly checkIn, DateOnly arrival, TimeOnly checkOut, DateOnly departure, DateOnly today)
    {
        var (folded, topics) = (FoldedText.Of(text), TopicBook.In(text));
        var (later, earlier) = (Later.In(folded) || topics.Contains(Own[1]), Earlier.In(folded) || topics.Contains(Own[0]));
        if (later == earlier || topics.Except(Own).Any(t => t != "booking") || !FactWords.AsksOne(text) || NotToday.In(folded))
        {
            return null;
        }

        var (kind, usual, day) = later ? (TimeChangeKind.LateCheckOut, checkOut, departure) : (TimeChangeKind.EarlyCheckIn, checkIn, arrival);
        if (!Asks.In(folded))
        {
            return null;
        }

        var said = SaidText.Of(text);
        var spoken = ClockReader.Of(said);
        if (Clauses().Split(text).Any(clause => ClockReader.Of(SaidText.Of(clause)).Count > 0 && !IsOfIt(clause, later)) || spoken.Any(t => IsOfEitherHalf(t, later)))
        {
            return null;
        }

        var times = spoken.Select(t => t.Likely(usual)).Distinct().ToList();
        if (times.Count == 2)
        {
            times.Remove(usual); // "At 13:00 instead of 11:00?"
        }

        return times is [var wanted] && Numbers().Count(text) <= spoken.Count && (day == today || !Today.In(folded)) && !NamesAnotherDay(folded, day.DayOfWeek) ? new TimeMove(kind, wanted) : null;
    }

    /// <summary>Other times are wished for, whatever else is asked and whichever they are: somebody has to answer that too.</summary>
    public static bool IsWished(string text)
    {
        var folded = FoldedText.Of(text);
        return ((Later.In(folded) || Earlier.In(folded) || TopicBook.In(text).Any(Own.Contains)) && (Otherwise.In(folded) || (Asks.In(folded) && ClockReader.Of(SaidText.Of(text)).Count > 0))) || WishedTimes.In(text);
    }

    /// <summary>The part of a sentence in which the time stands speaks of coming or leaving: in "our flight is at 14:00, can we leave later?" it is the flight's.</summary>
    private static bool IsOfIt(string clause, bool later) => (later ? Later : Earlier).In(FoldedText.Of(clause)) || TopicBook.In(clause).Contains(Own[later ? 1 : 0]);

    /// <summary>"8" is eight in the morning for one guest and in the evening for another.</summary>
    private static bool IsOfEitherHalf(SpokenTime time, bool later) => time.OrAt is not null && time.At.Hour % 12 is var hour && (later ? hour is >= 5 and <= 9 : hour is >= 7 and <= 11);

    private static bool NamesAnotherDay(string folded, DayOfWeek day)
    {
        var words = FoldedText.Words(folded);
        return Calendars.Any(c => Enum.GetValues<DayOfWeek>().Any(d => d != day && words.Contains(Folded(c.DateTimeFormat.GetDayName(d)))))
            && !Calendars.Any(c => words.Contains(Folded(c.DateTimeFormat.GetDayName(day))));
    }

    private static string Folded(string name) => FoldedText.Words(FoldedText.Of(name)) is [var first, ..] ? first : "";

    [GeneratedRegex(@"[,،、，]\s|[،、，]", RegexOptions.NonBacktracking)]
    private static partial Regex Clauses();

    /// <summary>Numbers as people write them, a time of day as one of them.</summary>
    [GeneratedRegex(@"\d+(?:[:.h]\d{2})?", RegexOptions.NonBacktracking)]
    private static partial Regex Numbers();
}
