namespace Cendra.Agent.Language;

/// <summary>The languages by their English names, for a model.</summary>
internal static class LanguageNames
{
    public static string Of(string language) => language switch
    {
        "es" => "Spanish",
        "de" => "German",
        "fr" => "French",
        _ => "English",
    };
}
