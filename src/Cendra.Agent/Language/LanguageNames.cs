namespace Cendra.Agent.Language;

/// <summary>The languages by their English names, for a model.</summary>
internal static class LanguageNames
{
    public static string Of(string language) => language switch
    {
        "es" => "Spanish",
        "fr" => "French",
        "de" => "German",
        "it" => "Italian",
        "pt" => "Portuguese (as in Portugal)",
        "tr" => "Turkish",
        "zh" => "Chinese (simplified)",
        "ja" => "Japanese",
        "ar" => "Arabic",
        _ => "English",
    };
}
