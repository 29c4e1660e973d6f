using Cendra.Agent.Prompts;
using Cendra.Messaging.Twilio;

namespace Cendra.Messaging.WhatsApp;

/// <summary>
/// Texts that WhatsApp approved know their places by number, in the order in which they stood when they were submitted. Until a new text is approved under a new id, the old one goes out with the values numbered by the new
/// words: in another order guests would read the code where the address belongs. So the order stays for as long as an id is set.
/// </summary>
public static class ApprovedPlaces
{
    private static readonly IReadOnlyList<string> Kinds = [.. TemplateKind.All, .. TemplateKind.OfChoice];

    /// <summary>Texts with an id of their own whose places stand in another order, or are others, than in what is in force.</summary>
    public static IEnumerable<TextProblem> Of(PromptRelease content, PromptRelease inForce, TwilioOptions twilio)
    {
        foreach (var kind in Kinds)
        {
            var name = TemplateKind.Book(kind);
            foreach (var language in inForce.Book(name).LanguagesOf("").Where(language => twilio.TemplateFor(kind, language) is not null))
            {
                var (now, then) = (inForce.Book(name).Text(language).Places, content.Book(name).Text(language).Places);
                if (!now.SequenceEqual(then))
                {
                    yield return new TextProblem(name, "", language, $"WhatsApp approved this text with its places in this order: {string.Join(", ", now.Select(p => $"{{{{{p}}}}}"))}. Keep the order, or take the id of the text ({Key(kind, language)}) out of the configuration until the new one is approved: with it guests would read each value in another place.");
                }
            }
        }
    }

    private static string Key(string kind, string language) => $"{TwilioOptions.Section}:Templates:{kind}:{language}";
}
