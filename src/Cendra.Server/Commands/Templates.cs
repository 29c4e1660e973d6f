using Cendra.Agent.Prompts;
using Cendra.Messaging.WhatsApp;

namespace Cendra.Server.Commands;

/// <summary><c>templates</c>: prints the texts that WhatsApp must approve before Cendra may open a conversation, and where their ids go afterwards.</summary>
public static class Templates
{
    /// <summary>Prints every kind in every language. Sends nothing. 1 when a file in <c>prompts</c> cannot be used.</summary>
    public static async Task<int> RunAsync(IServiceProvider services, TextWriter output, CancellationToken ct)
    {
        var texts = new MessageTexts(services.GetService<PromptShelf>() ?? new PromptShelf(services.GetRequiredService<IConfiguration>()));
        try
        {
            await output.WriteLineAsync("Make each of these in Twilio's Content Template Builder and submit it to WhatsApp.");
            await output.WriteLineAsync("Set the key to the id that it gets (HX...). A text that WhatsApp rejected needs a new name.");
            foreach (var template in TemplateKind.All.Concat(TemplateKind.OfChoice).SelectMany(kind => texts.Languages(kind).Select(language => texts.Template(kind, language))))
            {
                ct.ThrowIfCancellationRequested();
                await PrintAsync(template, output);
            }

            return 0;
        }
        catch (PromptException unusable)
        {
            await output.WriteLineAsync(unusable.Message);
            return 1;
        }
    }

    private static async Task PrintAsync(WhatsAppTemplate template, TextWriter output)
    {
        await output.WriteLineAsync();
        await output.WriteLineAsync($"== {template.Kind}, {template.Language}");
        await output.WriteLineAsync($"name:     {template.Name}");
        await output.WriteLineAsync($"category: {WhatsAppTemplate.Category}");
        await output.WriteLineAsync($"type:     {template.Type}");
        await output.WriteLineAsync($"language: {template.Language}");
        await output.WriteLineAsync($"key:      {template.ConfigurationKey}=HX...");
        await output.WriteLineAsync("body:");
        await output.WriteLineAsync(template.Body.ReplaceLineEndings());
        foreach (var (button, number) in template.Buttons.Select((button, i) => (button, i + 1)))
        {
            await output.WriteLineAsync($"button {number}: {button.Title} (id {button.Id})");
        }

        await output.WriteLineAsync("samples:");
        foreach (var (place, (number, sample)) in template.Places.Zip(template.Samples))
        {
            await output.WriteLineAsync($"  {number} ({place}): {sample}");
        }
    }
}
