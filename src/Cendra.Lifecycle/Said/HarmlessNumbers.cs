using System.Text.RegularExpressions;

namespace Cendra.Lifecycle.Said;

/// <summary>Numbers that are neither a time nor a code, put out of sight with blanks, so that all else keeps its place: addresses of the web, prices, telephone numbers, dates.</summary>
internal static partial class HarmlessNumbers
{
    private const string Months = "january|february|march|april|may|june|july|august|september|october|november|december|"
        + "januar|janner|februar|marz|maerz|mai|juni|juli|oktober|dezember|"
        + "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre|"
        + "janvier|fevrier|mars|avril|juin|juillet|aout|septembre|octobre|novembre|decembre|"
        + "gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|jan|feb|mar|apr|jun|jul|aug|sept?|oct|okt|nov|dec|dez|dic|ene";

    private const string Days = "monday|tuesday|wednesday|thursday|friday|saturday|sunday|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|"
        + "lunes|martes|miercoles|jueves|viernes|sabado|domingo|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica";

    /// <summary>Without addresses of the web and telephone numbers.</summary>
    public static string WithoutWaysToReach(string plain) => Blank(Blank(plain, Web()), Phone());

    /// <summary>Without these, prices and dates: what is left may be a time or a code.</summary>
    public static string Without(string plain) => Blank(Blank(Blank(WithoutWaysToReach(plain), Price()), Date()), NumbersOfDate());

    /// <summary>True when a dot before this is that of a date: "1. June".</summary>
    public static bool IsMonth(string rest) => Month().IsMatch(rest);

    private static string Blank(string text, Regex what) => what.Replace(text, m => new string(' ', m.Length));

    [GeneratedRegex(@"https?://\S+|www\.\S+|\S+@\S+\.\w+")]
    private static partial Regex Web();

    [GeneratedRegex(@"(?:\+|\b00)\d[\d ()./-]{6,20}\d|(?:\b(?:tel|telephone|phone|call|ring|mobile|cell|anruf\w*|ruf\w*|telefon\w*|handy|movil|llam\w*|appel\w*|portable|cellulare|chiam\w*|whatsapp|sms)\b[^\d\n]{0,25})\d(?:[ ()./-]{0,2}\d){6,14}")]
    private static partial Regex Phone();

    [GeneratedRegex(@"[€$£] ?\d+(?:[.,]\d+)*|\d+(?:[.,]\d+)* ?(?:€|\$|£|(?:eur|euros?|usd|gbp|chf|dollars?|pounds?|franken)\b)")]
    private static partial Regex Price();

    /// <summary>A day by its name, by its number and month, or both; with the comma behind it.</summary>
    [GeneratedRegex($@"\b(?:(?:{Days})\b\.?,?(?: (?:el|le|the|den|am))? *)?\d{{1,2}}(?:\.|er|st|nd|rd|th)? ?(?:de |of |d')?(?:{Months})\b\.?(?:,? (?:de |del )?20\d\d\b)?,?|\b(?:{Months}) \d{{1,2}}(?:st|nd|rd|th)?\b(?![:.h])(?:,? 20\d\d\b)?,?|\b(?:{Days})\b,?")]
    private static partial Regex Date();

    /// <summary>2026-06-01, 1.6.2026, 01/06/26, 15.06.</summary>
    [GeneratedRegex(@"(?<![\d.])20\d\d-[01]\d-[0-3]\d(?!\d)|(?<![\d.:/])(?:0?[1-9]|[12]\d|3[01])\. ?(?:0?[1-9]|1[0-2])\. ?(?:20\d\d|\d\d)?(?!\d)|(?<![\d.:/])(?:0?[1-9]|[12]\d|3[01])[/-](?:0?[1-9]|1[0-2])[/-]20\d\d(?!\d)|(?<![\d.:/])(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?:/\d\d)?(?![\d:/])")]
    private static partial Regex NumbersOfDate();

    [GeneratedRegex($@"\A\s*(?:{Months})\b")]
    private static partial Regex Month();
}
