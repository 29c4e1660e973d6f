using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cendra.Domain.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AddProgramsOutside : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "AskedAgainUtc",
                table: "SourceBookings",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "AnnouncedStatus",
                table: "Deliveries",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "AnnouncedState",
                table: "AccessCodes",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ApiKeys",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ConnectionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Shown = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    KeyHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Scopes = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    LastUsedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    ExpiresUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    RevokedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ApiKeys", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ApiKeys_Connections_ConnectionId",
                        column: x => x.ConnectionId,
                        principalTable: "Connections",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CodeWriteBacks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    StayId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ConnectionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    PinVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    FieldHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ReadBackUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    DueAtUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false),
                    Trouble = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CodeWriteBacks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CodeWriteBacks_Connections_ConnectionId",
                        column: x => x.ConnectionId,
                        principalTable: "Connections",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CodeWriteBacks_Stays_StayId",
                        column: x => x.StayId,
                        principalTable: "Stays",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "OutgoingEvents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ConnectionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Occasion = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    OccurredUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    DueAtUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    DeliveredUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    GivenUpUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    Trouble = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutgoingEvents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OutgoingEvents_Connections_ConnectionId",
                        column: x => x.ConnectionId,
                        principalTable: "Connections",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_Status_AnnouncedStatus",
                table: "Deliveries",
                columns: new[] { "Status", "AnnouncedStatus" });

            migrationBuilder.CreateIndex(
                name: "IX_AccessCodes_State_AnnouncedState",
                table: "AccessCodes",
                columns: new[] { "State", "AnnouncedState" });

            migrationBuilder.CreateIndex(
                name: "IX_ApiKeys_ConnectionId",
                table: "ApiKeys",
                column: "ConnectionId");

            migrationBuilder.CreateIndex(
                name: "IX_ApiKeys_KeyHash",
                table: "ApiKeys",
                column: "KeyHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CodeWriteBacks_ConnectionId",
                table: "CodeWriteBacks",
                column: "ConnectionId");

            migrationBuilder.CreateIndex(
                name: "IX_CodeWriteBacks_DueAtUtc",
                table: "CodeWriteBacks",
                column: "DueAtUtc");

            migrationBuilder.CreateIndex(
                name: "IX_CodeWriteBacks_StayId_ConnectionId",
                table: "CodeWriteBacks",
                columns: new[] { "StayId", "ConnectionId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingEvents_ConnectionId_SubjectId_Occasion",
                table: "OutgoingEvents",
                columns: new[] { "ConnectionId", "SubjectId", "Occasion" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingEvents_DueAtUtc",
                table: "OutgoingEvents",
                column: "DueAtUtc");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ApiKeys");

            migrationBuilder.DropTable(
                name: "CodeWriteBacks");

            migrationBuilder.DropTable(
                name: "OutgoingEvents");

            migrationBuilder.DropIndex(
                name: "IX_Deliveries_Status_AnnouncedStatus",
                table: "Deliveries");

            migrationBuilder.DropIndex(
                name: "IX_AccessCodes_State_AnnouncedState",
                table: "AccessCodes");

            migrationBuilder.DropColumn(
                name: "AskedAgainUtc",
                table: "SourceBookings");

            migrationBuilder.DropColumn(
                name: "AnnouncedStatus",
                table: "Deliveries");

            migrationBuilder.DropColumn(
                name: "AnnouncedState",
                table: "AccessCodes");
        }
    }
}
