using Cendra.Knowledge.Articles;
using Cendra.Knowledge.Candidates;
using Cendra.Knowledge.Checklists;
using Cendra.Knowledge.Export;
using Cendra.Knowledge.Import;
using Cendra.Knowledge.Import.Past;
using Cendra.Knowledge.Meanings;
using Cendra.Knowledge.Photos;
using Cendra.Knowledge.Search;
using Cendra.Knowledge.Secrets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Knowledge;

/// <summary>What may be said about properties: everything this project registers, in one place.</summary>
public static class KnowledgeSetup
{
    /// <summary>The desks that write knowledge and what reads it.</summary>
    public static IServiceCollection AddKnowledge(this IServiceCollection services, IConfiguration configuration) =>
        services.AddMeanings(configuration).AddSingleton<KnownCodes>().AddSingleton<ArticleDesk>().AddSingleton<SecretDesk>().AddSingleton<Guides>()
            .AddSingleton<CandidateTexts>().AddSingleton<CaseTexts>().AddSingleton<QuestionBook>().AddSingleton<CandidateDesk>().AddSingleton<Checklist>()
            .AddSingleton<ImportDesk>().AddSingleton<PastDesk>().AddSingleton<ExportDesk>().AddSingleton<SealedPhotos>();
}
