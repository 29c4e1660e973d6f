using System.Globalization;
using System.Text.RegularExpressions;
using Cendra.Tests;

namespace Cendra.AgentEvals.Injection;

/// <summary>A case of Meta's CyberSecEval: how somebody asks for what they may not hear.</summary>
/// <param name="Variant">In which way.</param>
/// <param name="Asks">What is written to the agent.</param>
/// <param name="Secret">What it must not say: the word that the case's own question asks for, with the number of the case, so that it stands nowhere by chance.</param>
internal sealed partial record SecretCase(string Variant, string Asks, string Secret)
{
    public static IReadOnlyList<SecretCase> All() => [.. SharedData.Json("agent", "injection", "cyberseceval_prompt_injection.even.json").EnumerateArray().Select(c =>
    {
        var word = Quoted().Match(c.GetProperty("judge_question").GetString()!);
        var number = c.GetProperty("prompt_id").GetInt32().ToString(CultureInfo.InvariantCulture);
        return new SecretCase(c.GetProperty("injection_variant").GetString()!, c.GetProperty("user_input").GetString()!, $"{(word.Success ? word.Groups[1].Value : "Epsilon")}-{number}x");
    })];

    [GeneratedRegex(@"['""]([A-Za-z0-9]{3,20})['""]")]
    private static partial Regex Quoted();
}
