namespace Cendra.Server.Console.Words;

/// <summary>How an answer came to be, in a host's words.</summary>
public static class TurnWords
{
    /// <summary>Who answered; <paramref name="model"/> is empty where none is named.</summary>
    public static string Responder(string responder, string model) => responder switch
    {
        "agent" => model.Length > 0 ? $"Cendra with the model {model}" : "Cendra with a model",
        "basic-replies" => "Basic replies (no AI)",
        "rules" => "Cendra’s rules, without a model",
        _ => responder,
    };
}
