BEGIN TRANSACTION;
CREATE TABLE acknowledgement (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	guard VARCHAR NOT NULL,
	record_id VARCHAR NOT NULL,
	inspection_id VARCHAR(32),
	actor VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id)
);
CREATE TABLE adoption (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	item_id VARCHAR(32) NOT NULL,
	result VARCHAR(40) NOT NULL,
	reason VARCHAR NOT NULL,
	change VARCHAR NOT NULL,
	evidence JSON NOT NULL,
	finding_id VARCHAR(32),
	withdraws BOOLEAN NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(item_id) REFERENCES objectionitem (id),
	FOREIGN KEY(finding_id) REFERENCES finding (id)
);
CREATE TABLE agency (
	id VARCHAR(32) NOT NULL,
	name VARCHAR NOT NULL,
	code VARCHAR NOT NULL,
	level VARCHAR(40) NOT NULL,
	region_code VARCHAR NOT NULL,
	region_name VARCHAR NOT NULL,
	department VARCHAR NOT NULL,
	address VARCHAR NOT NULL,
	phone VARCHAR NOT NULL,
	complaint_phone VARCHAR NOT NULL,
	government VARCHAR NOT NULL,
	court VARCHAR NOT NULL,
	own BOOLEAN NOT NULL,
	PRIMARY KEY (id)
);
INSERT INTO "agency" VALUES('01a216db0b7b7eb49dc7f26b6300c7ef','样本县人力资源和社会保障局','样人社','county','360100','样本县','基金监督科','样本县示范路1号','0791-00000001','0791-00000002','样本县人民政府','样本县人民法院',1);
CREATE TABLE approval (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	subject VARCHAR NOT NULL,
	subject_id VARCHAR NOT NULL,
	prepared_by VARCHAR(32) NOT NULL,
	prepared_text VARCHAR NOT NULL,
	reviewed_by VARCHAR(32),
	review_text VARCHAR NOT NULL,
	reviewed_at DATETIME,
	approved_by VARCHAR(32) NOT NULL,
	text VARCHAR NOT NULL,
	granted BOOLEAN NOT NULL,
	frequency VARCHAR NOT NULL,
	yearly_limit INTEGER,
	action_code VARCHAR NOT NULL,
	assistants VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(prepared_by) REFERENCES staff (id),
	FOREIGN KEY(reviewed_by) REFERENCES staff (id),
	FOREIGN KEY(approved_by) REFERENCES staff (id)
);
CREATE TABLE case_info (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO "case_info" VALUES('case','9343567323444c1cb9d603d6c776e2a8');
INSERT INTO "case_info" VALUES('views','6e77f19832b101f7d1b97a0196c1efaf705d341ebaa138ed60ed74fc08585552');
CREATE TABLE chain (
      id TEXT PRIMARY KEY, device_key TEXT NOT NULL, since TEXT NOT NULL, why TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
INSERT INTO "chain" VALUES('7e87b816858338cb5d38f1d8858df99a-1d456ddd','b5907881dd21465ec6739d851356be048092633f429226f6aaa0017448bb7eb0','2026-01-05T00:40:00.000000Z','init');
CREATE TABLE closing (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	result VARCHAR NOT NULL,
	archived_by VARCHAR(32) NOT NULL,
	checked_by VARCHAR(32),
	retention VARCHAR NOT NULL,
	dossier_no VARCHAR NOT NULL,
	fonds_no VARCHAR NOT NULL,
	pages INTEGER,
	note VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(archived_by) REFERENCES staff (id),
	FOREIGN KEY(checked_by) REFERENCES staff (id)
);
CREATE TABLE commitment (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	signer VARCHAR NOT NULL,
	post VARCHAR NOT NULL,
	finance VARCHAR NOT NULL,
	business VARCHAR NOT NULL,
	information VARCHAR NOT NULL,
	lists JSON NOT NULL,
	system VARCHAR NOT NULL,
	exported_at DATETIME,
	refused BOOLEAN NOT NULL,
	reason VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id)
);
CREATE TABLE consultation (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	draft_id VARCHAR(32) NOT NULL,
	on_the_spot BOOLEAN NOT NULL,
	contact VARCHAR NOT NULL,
	phone VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(draft_id) REFERENCES reportdraft (id)
);
CREATE TABLE correction_order (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	party VARCHAR NOT NULL,
	party_identity VARCHAR NOT NULL,
	party_address VARCHAR NOT NULL,
	violation VARCHAR NOT NULL,
	facts VARCHAR NOT NULL,
	basis JSON NOT NULL,
	demand VARCHAR NOT NULL,
	due_on DATE,
	evidence JSON NOT NULL,
	on_spot BOOLEAN NOT NULL,
	inspectors JSON NOT NULL,
	contact VARCHAR(32) NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(contact) REFERENCES staff (id)
);
CREATE TABLE custody (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	evidence_id VARCHAR(32) NOT NULL,
	giver VARCHAR NOT NULL,
	taker VARCHAR NOT NULL,
	why VARCHAR NOT NULL,
	condition VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(evidence_id) REFERENCES evidence (id)
);
CREATE TABLE deemedconsent (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	consultation_id VARCHAR(32) NOT NULL,
	received_on DATE NOT NULL,
	last_day DATE NOT NULL,
	register_check VARCHAR NOT NULL,
	mail_check VARCHAR NOT NULL,
	post_possible BOOLEAN NOT NULL,
	no_post_reason VARCHAR NOT NULL,
	recorders JSON NOT NULL,
	note VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(consultation_id) REFERENCES consultation (id)
);
CREATE TABLE document (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32),
	kind VARCHAR NOT NULL,
	title VARCHAR NOT NULL,
	subject_id VARCHAR NOT NULL,
	number VARCHAR NOT NULL,
	series VARCHAR,
	year INTEGER NOT NULL,
	n INTEGER,
	dated DATE NOT NULL,
	sha256 VARCHAR(64) NOT NULL,
	template_sha256 VARCHAR(64),
	facts_digest VARCHAR NOT NULL,
	chain_head VARCHAR NOT NULL,
	check_code VARCHAR NOT NULL,
	file_name VARCHAR NOT NULL,
	actor VARCHAR NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (series, year, n),
	UNIQUE (number),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id)
);
CREATE TABLE documentvoid (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	document_id VARCHAR(32) NOT NULL,
	inspection_id VARCHAR(32),
	reason VARCHAR NOT NULL,
	approved_by VARCHAR(32),
	PRIMARY KEY (id),
	FOREIGN KEY(document_id) REFERENCES document (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(approved_by) REFERENCES staff (id)
);
CREATE TABLE entry (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	place VARCHAR NOT NULL,
	inspectors JSON NOT NULL,
	met VARCHAR NOT NULL,
	met_post VARCHAR NOT NULL,
	certificates VARCHAR NOT NULL,
	recusal_asked BOOLEAN NOT NULL,
	recusal_reason VARCHAR NOT NULL,
	outcome VARCHAR(40) NOT NULL,
	reason VARCHAR NOT NULL,
	witness VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id)
);
CREATE TABLE evidence (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	code VARCHAR NOT NULL,
	seq INTEGER NOT NULL,
	kind VARCHAR(40) NOT NULL,
	form VARCHAR(40) NOT NULL,
	name VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	place VARCHAR NOT NULL,
	takers JSON NOT NULL,
	proves VARCHAR NOT NULL,
	pages INTEGER,
	pieces INTEGER,
	kept_at VARCHAR NOT NULL,
	sha256 VARCHAR(64),
	size INTEGER,
	file_name VARCHAR NOT NULL,
	folder VARCHAR NOT NULL,
	file_at DATETIME,
	media_type VARCHAR NOT NULL,
	photo_at VARCHAR NOT NULL,
	photo_place VARCHAR NOT NULL,
	state VARCHAR(40) NOT NULL,
	note VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	UNIQUE (code)
);
CREATE TABLE evidencesheet (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	code VARCHAR NOT NULL,
	matter VARCHAR NOT NULL,
	fact VARCHAR NOT NULL,
	evidence JSON NOT NULL,
	origin VARCHAR NOT NULL,
	method VARCHAR NOT NULL,
	place VARCHAR NOT NULL,
	inspectors JSON NOT NULL,
	provider VARCHAR NOT NULL,
	provider_post VARCHAR NOT NULL,
	provider_opinion VARCHAR NOT NULL,
	compared BOOLEAN NOT NULL,
	pages INTEGER NOT NULL,
	outcome VARCHAR(40) NOT NULL,
	reason VARCHAR NOT NULL,
	witness VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id)
);
CREATE TABLE fieldworkend (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	note VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id)
);
CREATE TABLE finding (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	seq INTEGER NOT NULL,
	title VARCHAR NOT NULL,
	facts VARCHAR NOT NULL,
	violation VARCHAR,
	matter VARCHAR NOT NULL,
	basis JSON NOT NULL,
	amount INTEGER,
	no_amount BOOLEAN NOT NULL,
	persons INTEGER,
	period_from DATE,
	period_to DATE,
	evidence JSON NOT NULL,
	demand VARCHAR NOT NULL,
	cause VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id)
);
CREATE TABLE handover (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	back BOOLEAN NOT NULL,
	giver VARCHAR NOT NULL,
	taker VARCHAR NOT NULL,
	place VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id)
);
CREATE TABLE handoveritem (
	id VARCHAR(32) NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	handover_id VARCHAR(32) NOT NULL,
	seq INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	form VARCHAR(40) NOT NULL,
	quantity VARCHAR NOT NULL,
	carrier VARCHAR NOT NULL,
	sha256 VARCHAR NOT NULL,
	returned_id VARCHAR(32),
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(handover_id) REFERENCES handover (id),
	FOREIGN KEY(returned_id) REFERENCES handover (id)
);
CREATE TABLE inspection (
	id VARCHAR(32) NOT NULL,
	number VARCHAR NOT NULL,
	year INTEGER NOT NULL,
	unit_id VARCHAR(32) NOT NULL,
	plan_item_id VARCHAR(32),
	ad_hoc_reason VARCHAR NOT NULL,
	form VARCHAR(40) NOT NULL,
	funds JSON NOT NULL,
	period_from DATE NOT NULL,
	period_to DATE NOT NULL,
	state VARCHAR(40) NOT NULL,
	flight_reason VARCHAR(40),
	flight_text VARCHAR NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (number),
	FOREIGN KEY(unit_id) REFERENCES unit (id),
	FOREIGN KEY(plan_item_id) REFERENCES planitem (id)
);
CREATE TABLE interest (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	staff_id VARCHAR(32) NOT NULL,
	unit_id VARCHAR(32) NOT NULL,
	kind VARCHAR NOT NULL,
	text VARCHAR NOT NULL,
	until DATE,
	declared BOOLEAN NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(staff_id) REFERENCES staff (id),
	FOREIGN KEY(unit_id) REFERENCES unit (id)
);
CREATE TABLE journal (
      pos INTEGER PRIMARY KEY AUTOINCREMENT,
      hash TEXT NOT NULL,
      header TEXT NOT NULL,
      body TEXT,
      salt TEXT,
      signature TEXT,
      chain TEXT GENERATED ALWAYS AS (json_extract(header, '$.chain')) VIRTUAL,
      seq INTEGER GENERATED ALWAYS AS (json_extract(header, '$.seq')) VIRTUAL,
      utc TEXT GENERATED ALWAYS AS (json_extract(header, '$.utc')) VIRTUAL,
      actor TEXT GENERATED ALWAYS AS (json_extract(header, '$.actor')) VIRTUAL,
      act TEXT GENERATED ALWAYS AS (json_extract(header, '$.act')) VIRTUAL,
      op TEXT GENERATED ALWAYS AS (json_extract(header, '$.op')) VIRTUAL,
      record_table TEXT GENERATED ALWAYS AS (json_extract(header, '$.table')) VIRTUAL,
      record_id TEXT GENERATED ALWAYS AS (json_extract(header, '$.record')) VIRTUAL
    ) STRICT;
INSERT INTO "journal" VALUES(1,'efd67ff176ae61f171e86451b212e5f6b3007e042b79f790710978d6805398a9','{"act":"init","actor":"孙例平","body":"56b5726bcd31db842311e470e55ed70808053ebdf48c38036a0f59e185d29985","chain":"7e87b816858338cb5d38f1d8858df99a-1d456ddd","local":"2026-01-05T08:40:00+08:00","op":"note","previous":null,"record":"","seq":1,"table":"","utc":"2026-01-05T00:40:00.000000Z"}','{"encrypted":false}','3ad5d16c6ffd3df868d92d75b5288f92','008e6db578fc6802175027c0ea4586fe31077a898769b519602edced41fbe116573aaf5f166d2d391e82a5743a71de5abb2ff9c77cd1943c7b94dff73b4f560f');
INSERT INTO "journal" VALUES(2,'7c5f765c63ddda094044af89fe286ff509f0536eddec651c9b0a29e75ea7ec4d','{"act":"plan.agency.set","actor":"孙例平","body":"a1003fc1f90843de319e1d74dcaf00c90be4da8fa8c0619b217f615f7493e427","chain":"7e87b816858338cb5d38f1d8858df99a-1d456ddd","local":"2026-01-05T08:50:00+08:00","op":"insert","previous":null,"record":"01a216db0b7b7eb49dc7f26b6300c7ef","seq":2,"table":"agency","utc":"2026-01-05T00:50:00.000000Z"}','{"new":{"address":"样本县示范路1号","code":"样人社","complaint_phone":"0791-00000002","court":"样本县人民法院","department":"基金监督科","government":"样本县人民政府","id":"01a216db0b7b7eb49dc7f26b6300c7ef","level":"county","name":"样本县人力资源和社会保障局","own":1,"phone":"0791-00000001","region_code":"360100","region_name":"样本县"}}','8509a02da8337c3fe7ca947917e50ae0','39fe9e76cf8603f1e96e245a76943e328e2fbc209327b43af8807d9918fa3811da8aa1486a8f73f21839465aa69881142febdfe5eab6f6658dc3eda0e0b09600');
INSERT INTO "journal" VALUES(3,'383f433006fd5e5402836bbda63cb74e6f352648835e1a5a09e63a58890e2827','{"act":"plan.staff.add","actor":"孙例平","body":"1344449ad3890678c0a564665b9d39998569e347e9eed2b04c26b51c00815177","chain":"7e87b816858338cb5d38f1d8858df99a-1d456ddd","local":"2026-01-05T09:02:00+08:00","op":"insert","previous":null,"record":"01a216db171b75218ab8edc33daf6e14","seq":3,"table":"staff","utc":"2026-01-05T01:02:00.000000Z"}','{"new":{"certificate":"36012300002","certificate_from":"2023-01-01","certificate_issuer":"江西省司法厅","certificate_to":"2027-12-31","department":"基金监督科","id":"01a216db171b75218ab8edc33daf6e14","name":"李示华","organisation":"","phone":"","post":"一级科员","role":"inspector"}}','099826cb591fcb256c7ae7569763618e','9cc45fbf4ef8fdd7e4f5eb1ebbbc19e1078fa9c52b3aa28fee0defe9d8550abe03ad3be4b74efa92144974c25c8b9c6f2bbcc511851fbddba50da1eef00a6308');
INSERT INTO "journal" VALUES(4,'871ac8556bfc275fa45fffef700ad4f12b90a2e3f6ea310e01e51cffd60b78cf','{"act":"plan.staff.add","actor":"孙例平","body":"791a5dd9bc616e25fe743c3b7579ea04b002e5347acbd9439093ce6ee72d66fd","chain":"7e87b816858338cb5d38f1d8858df99a-1d456ddd","local":"2026-01-05T09:03:00+08:00","op":"insert","previous":null,"record":"01a216db22fc797086ab02928023ecc1","seq":4,"table":"staff","utc":"2026-01-05T01:03:00.000000Z"}','{"new":{"certificate":"36012300003","certificate_from":"2023-01-01","certificate_issuer":"江西省司法厅","certificate_to":"2027-12-31","department":"基金监督科","id":"01a216db22fc797086ab02928023ecc1","name":"吴仿真","organisation":"","phone":"","post":"一级科员","role":"inspector"}}','8dcd7f432cdd27fc140a82ef36bd4c34','bc8387d80e12c1f43067ae86f891add2c28da42ca611533e1d8eaea2d5d70c1869b7153c691fda7476ac3c3585a0d54a9c33842b89ae577818ead0a485181109');
INSERT INTO "journal" VALUES(5,'f18bb8c388aab46c1bd7ff94ae5c4ab8256fd49df5c4a500aa7052833f06d50f','{"act":"plan.staff.add","actor":"孙例平","body":"70448f2fbd9dc8d8f451336db931a14037492982293663204c853520f0b7b8d4","chain":"7e87b816858338cb5d38f1d8858df99a-1d456ddd","local":"2026-01-05T09:05:00+08:00","op":"insert","previous":null,"record":"01a216db2aec7497868acd55a890a61b","seq":5,"table":"staff","utc":"2026-01-05T01:05:00.000000Z"}','{"new":{"certificate_issuer":"","department":"基金监督科","id":"01a216db2aec7497868acd55a890a61b","name":"孙例平","organisation":"","phone":"","post":"科长","role":"supervisor"}}','91280edd6c48d3069ed26e9153a77af0','1857c9c99198fc2b98c8607bee6fc8d1047c7fac700acbd94d77869634b9c60d69f7d7650ae6a5541662deca848041298dc87a61e5ec82a5f17e9b2fa2e27300');
INSERT INTO "journal" VALUES(6,'c249027f72c79fbe30b60c8d26d25c103d16a0fed78d4a96d621d2474fbcf6af','{"act":"plan.staff.add","actor":"孙例平","body":"c5d83c468d05c3a5a4fb671e0eaea6ea51e4d07b4ef816df88ccf40fb28def7c","chain":"7e87b816858338cb5d38f1d8858df99a-1d456ddd","local":"2026-01-05T09:06:00+08:00","op":"insert","previous":null,"record":"01a216db3a047614bb880e1295a5b90e","seq":6,"table":"staff","utc":"2026-01-05T01:06:00.000000Z"}','{"new":{"certificate_issuer":"","department":"局领导","id":"01a216db3a047614bb880e1295a5b90e","name":"钱样明","organisation":"","phone":"","post":"局长","role":"approver"}}','31aa89325f85519c4dfd310c64a67806','2387fd67233463911aed1415b67c453922a70db111a5d91497a6b7c71725e6f1ee9559d351a06fd7c9a9e8c62d318c4640c33a64346bbdd84fbf8d6b6cfcf50c');
INSERT INTO "journal" VALUES(7,'26e83fd05b39d0db806e9d7fd179cb0a20774a867e22544925a869d05a965e0c','{"act":"plan.staff.set","actor":"孙例平","body":"8d6a6fde74b804f6fb9c3ca1409f8ba9a11e4484ceef65e9408b90b6fa11a26d","chain":"7e87b816858338cb5d38f1d8858df99a-1d456ddd","local":"2026-01-05T09:07:00+08:00","op":"update","previous":"383f433006fd5e5402836bbda63cb74e6f352648835e1a5a09e63a58890e2827","record":"01a216db171b75218ab8edc33daf6e14","seq":7,"table":"staff","utc":"2026-01-05T01:07:00.000000Z"}','{"new":{"phone":"0791-00000004"},"old":{"phone":""}}','3efb69a34ed08810762376b4003d5714','9fa812dcc466402e5a382ba285924db4d82b30aa8dc158aeab5b921b18e4ff38b05917be6076af96fb98b662d82a01930afb226beb3ad8f9ea6359bd166e8307');
INSERT INTO "journal" VALUES(8,'30fda6a118aa50147320588874ab0d82290c700fcd2bbc6451dff2984cebcc87','{"act":"plan.unit.add","actor":"孙例平","body":"c0a0b5450d54eda9c54383edd43f7a3f1f4a7daa00868f278ce3d539a72e26cf","chain":"7e87b816858338cb5d38f1d8858df99a-1d456ddd","local":"2026-01-05T09:10:00+08:00","op":"insert","previous":null,"record":"01a216db58667716a460b4731473e0b0","seq":8,"table":"unit","utc":"2026-01-05T01:10:00.000000Z"}','{"new":{"address":"样本县示范路3号","contact":"","credit_code":"","head":"赵样本","head_post":"主任","id":"01a216db58667716a460b4731473e0b0","is_enterprise":0,"name":"样本县社会保险服务中心","phone":"0791-00000003","region_code":"360100","subtype":"","type":"handling_agency"}}','b8489795f218b732a6b9b0e00653a2c8','4ab97f4c82d8526cb41687d5c9f88c20c2b7645bc1e8fc9688a6dfe82a821ad2c28651da339f828447247ed6011f83e813e3a11e4ded4c97e2bc0e1225878306');
INSERT INTO "journal" VALUES(9,'7eda8f78330db97af50bb7b5fce6b9702fcef6c9dd65543530c1f661d0150cdc','{"act":"plan.year.new","actor":"孙例平","body":"3848664f90a6db157e530657d9f12125be6116c3f166124974b33277e22eb0a1","chain":"7e87b816858338cb5d38f1d8858df99a-1d456ddd","local":"2026-01-05T09:20:00+08:00","op":"insert","previous":null,"record":"01a216db652277a9a4df99c2e78a5b6f","seq":9,"table":"plan","utc":"2026-01-05T01:20:00.000000Z"}','{"new":{"approval_text":"","filing_number":"","focus":"待遇支付","guidance":"保障社会保险基金安全","id":"01a216db652277a9a4df99c2e78a5b6f","scope":"本县社会保险经办机构","year":2026}}','8075f085a407eec85fa7bae39905f20e','fdea03fb80e3c9c120a22e1abec3e920616f7c2f571e09b3219a8157586cd090bc166f02b9fde8dbb29392cb5a8ed2b14ea9631e4362b016f5b42ca200bf450e');
INSERT INTO "journal" VALUES(10,'ea0ab6dcce4cff379a127a38988f1bde688ee1555de3bbeba61b38565178c5a3','{"act":"plan.year.add","actor":"孙例平","body":"00e9ecc1cc33787d9d334dcbf34d769a53ec4fa33ab427a8b603054c49cc1f93","chain":"7e87b816858338cb5d38f1d8858df99a-1d456ddd","local":"2026-01-05T09:30:00+08:00","op":"insert","previous":null,"record":"01a216db706e7f0ca5fb352a57f52320","seq":10,"table":"planitem","utc":"2026-01-05T01:30:00.000000Z"}','{"new":{"days":10,"focus":"","form":"special","funds":"[\"injury\"]","id":"01a216db706e7f0ca5fb352a57f52320","lead":"李示华","mode":"on_site","people":2,"period_from":"2025-01-01","period_to":"2025-12-31","plan_id":"01a216db652277a9a4df99c2e78a5b6f","quarter":1,"seq":1,"times":1,"unit_id":"01a216db58667716a460b4731473e0b0"}}','34e6329f95e83b9721f78bb44f08c764','a32277f76f4cfff7b4c2e79c8bbf3281950abfe29449822ba9c9481c9d4e0bd2d453e0ca2b88e9c2292370fa1c399892201eb0911cabe81c19ae9d73c2982d08');
INSERT INTO "journal" VALUES(11,'6b03c0545adda23f3246cf8d983f56ea540ce9f6c53dd4c0d38749fc8e79b25d','{"act":"plan.year.approve","actor":"孙例平","body":"6ea0121447aeb5d818d29c868856c3c017c8165df25e439a3affbf4bf8c3d3ce","chain":"7e87b816858338cb5d38f1d8858df99a-1d456ddd","local":"2026-01-05T10:00:00+08:00","op":"update","previous":"7eda8f78330db97af50bb7b5fce6b9702fcef6c9dd65543530c1f661d0150cdc","record":"01a216db652277a9a4df99c2e78a5b6f","seq":11,"table":"plan","utc":"2026-01-05T02:00:00.000000Z"}','{"new":{"approval_text":"同意","approved_by":"钱样明","approved_on":"2026-01-05"},"old":{"approval_text":"","approved_by":null,"approved_on":null}}','b93d6754fe1e70351607f74634ac9ed7','a159907f641dc0e6a5bfaa778f74281cfec7241ae6d49070da6ba85738c4250e9290511236829d6afcf6177aeab2d8962c4c5cd52afce98025d92b1622a9090b');
CREATE TABLE ledgeritem (
	id VARCHAR(32) NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	finding_id VARCHAR(32) NOT NULL,
	seq INTEGER NOT NULL,
	type VARCHAR(40) NOT NULL,
	demand VARCHAR NOT NULL,
	due_on DATE,
	responsible VARCHAR NOT NULL,
	measure VARCHAR NOT NULL,
	extension VARCHAR NOT NULL,
	recover INTEGER NOT NULL,
	recovered INTEGER NOT NULL,
	state VARCHAR(40) NOT NULL,
	checked_by VARCHAR(32),
	checked_on DATE,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(finding_id) REFERENCES finding (id),
	FOREIGN KEY(checked_by) REFERENCES staff (id)
);
CREATE TABLE materialitem (
	id VARCHAR(32) NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	list_id VARCHAR(32) NOT NULL,
	seq INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	period VARCHAR NOT NULL,
	form VARCHAR(40) NOT NULL,
	copies INTEGER NOT NULL,
	purpose VARCHAR NOT NULL,
	due_on DATE NOT NULL,
	department VARCHAR NOT NULL,
	state VARCHAR(40) NOT NULL,
	reason VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(list_id) REFERENCES materialslist (id)
);
CREATE TABLE materialslist (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	notice_id VARCHAR(32) NOT NULL,
	due_on DATE NOT NULL,
	place VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(notice_id) REFERENCES notice (id)
);
CREATE TABLE migration (version INTEGER PRIMARY KEY, name TEXT NOT NULL, at TEXT NOT NULL) STRICT;
INSERT INTO "migration" VALUES(1,'initial','2026-01-05T08:40:00+08:00');
CREATE TABLE notice (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	flight BOOLEAN NOT NULL,
	enter_on DATE NOT NULL,
	leave_on DATE NOT NULL,
	materials_due DATE,
	conditions VARCHAR NOT NULL,
	report_wanted VARCHAR NOT NULL,
	cooperation JSON NOT NULL,
	place VARCHAR NOT NULL,
	contact VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id)
);
CREATE TABLE numbering (
	id VARCHAR(32) NOT NULL,
	series VARCHAR NOT NULL,
	year INTEGER NOT NULL,
	first INTEGER NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (series, year)
);
CREATE TABLE objection (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	consultation_id VARCHAR(32) NOT NULL,
	method VARCHAR(40) NOT NULL,
	posted_on DATE,
	received_on DATE NOT NULL,
	last_day DATE NOT NULL,
	in_time BOOLEAN NOT NULL,
	agrees BOOLEAN NOT NULL,
	signer VARCHAR NOT NULL,
	recorder VARCHAR(32) NOT NULL,
	scan VARCHAR(64),
	scan_name VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(consultation_id) REFERENCES consultation (id),
	FOREIGN KEY(recorder) REFERENCES staff (id)
);
CREATE TABLE objectionitem (
	id VARCHAR(32) NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	objection_id VARCHAR(32) NOT NULL,
	seq INTEGER NOT NULL,
	text VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(objection_id) REFERENCES objection (id)
);
CREATE TABLE orderrecheck (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	order_id VARCHAR(32) NOT NULL,
	outcome VARCHAR(40) NOT NULL,
	seen VARCHAR NOT NULL,
	evidence JSON NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(order_id) REFERENCES correction_order (id)
);
CREATE TABLE override (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	guard VARCHAR NOT NULL,
	record_id VARCHAR NOT NULL,
	inspection_id VARCHAR(32),
	because VARCHAR NOT NULL,
	approved_by VARCHAR(32) NOT NULL,
	actor VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(approved_by) REFERENCES staff (id)
);
CREATE TABLE "plan" (
	id VARCHAR(32) NOT NULL,
	year INTEGER NOT NULL,
	guidance VARCHAR NOT NULL,
	scope VARCHAR NOT NULL,
	focus VARCHAR NOT NULL,
	approved_by VARCHAR,
	approved_on DATE,
	approval_text VARCHAR NOT NULL,
	filed_on DATE,
	filing_number VARCHAR NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (year)
);
INSERT INTO "plan" VALUES('01a216db652277a9a4df99c2e78a5b6f',2026,'保障社会保险基金安全','本县社会保险经办机构','待遇支付','钱样明','2026-01-05','同意',NULL,'');
CREATE TABLE planchange (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	plan_id VARCHAR(32) NOT NULL,
	seq INTEGER NOT NULL,
	text VARCHAR NOT NULL,
	reason VARCHAR NOT NULL,
	approved_by VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);
CREATE TABLE planitem (
	id VARCHAR(32) NOT NULL,
	plan_id VARCHAR(32) NOT NULL,
	seq INTEGER NOT NULL,
	unit_id VARCHAR(32) NOT NULL,
	funds JSON NOT NULL,
	mode VARCHAR(40) NOT NULL,
	form VARCHAR(40) NOT NULL,
	period_from DATE NOT NULL,
	period_to DATE NOT NULL,
	quarter INTEGER NOT NULL,
	times INTEGER NOT NULL,
	lead VARCHAR NOT NULL,
	people INTEGER NOT NULL,
	days INTEGER NOT NULL,
	focus VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(plan_id) REFERENCES "plan" (id),
	FOREIGN KEY(unit_id) REFERENCES unit (id)
);
INSERT INTO "planitem" VALUES('01a216db706e7f0ca5fb352a57f52320','01a216db652277a9a4df99c2e78a5b6f',1,'01a216db58667716a460b4731473e0b0','["injury"]','on_site','special','2025-01-01','2025-12-31',1,1,'李示华',2,10,'');
CREATE TABLE progress (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	ledger_item_id VARCHAR(32) NOT NULL,
	text VARCHAR NOT NULL,
	recovered INTEGER NOT NULL,
	done BOOLEAN NOT NULL,
	evidence JSON NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(ledger_item_id) REFERENCES ledgeritem (id)
);
CREATE TABLE proofofservice (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32),
	documents JSON NOT NULL,
	addressee VARCHAR NOT NULL,
	method VARCHAR(40) NOT NULL,
	place VARCHAR NOT NULL,
	servers JSON NOT NULL,
	received_at DATETIME,
	receiver VARCHAR NOT NULL,
	capacity VARCHAR NOT NULL,
	relation VARCHAR NOT NULL,
	reason VARCHAR NOT NULL,
	witness VARCHAR NOT NULL,
	witness_capacity VARCHAR NOT NULL,
	tracking VARCHAR NOT NULL,
	published_on DATE,
	recordings JSON NOT NULL,
	note VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id)
);
CREATE TABLE questioning (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	seq INTEGER NOT NULL,
	ended_at DATETIME NOT NULL,
	place VARCHAR NOT NULL,
	person VARCHAR NOT NULL,
	sex VARCHAR NOT NULL,
	age INTEGER,
	identity_no VARCHAR NOT NULL,
	employer VARCHAR NOT NULL,
	post VARCHAR NOT NULL,
	address VARCHAR NOT NULL,
	phone VARCHAR NOT NULL,
	relation VARCHAR NOT NULL,
	matter VARCHAR NOT NULL,
	inspectors JSON NOT NULL,
	recorder VARCHAR(32) NOT NULL,
	interpreter VARCHAR NOT NULL,
	certificates VARCHAR NOT NULL,
	recusal_asked BOOLEAN NOT NULL,
	recusal_reason VARCHAR NOT NULL,
	answers JSON NOT NULL,
	corrections INTEGER NOT NULL,
	read_aloud BOOLEAN NOT NULL,
	outcome VARCHAR(40) NOT NULL,
	reason VARCHAR NOT NULL,
	witness VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(recorder) REFERENCES staff (id)
);
CREATE TABLE recheck (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	place VARCHAR NOT NULL,
	inspectors JSON NOT NULL,
	met VARCHAR NOT NULL,
	met_post VARCHAR NOT NULL,
	conclusion VARCHAR NOT NULL,
	unit_opinion VARCHAR NOT NULL,
	outcome VARCHAR(40) NOT NULL,
	reason VARCHAR NOT NULL,
	witness VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id)
);
CREATE TABLE recheckitem (
	id VARCHAR(32) NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	recheck_id VARCHAR(32) NOT NULL,
	ledger_item_id VARCHAR(32) NOT NULL,
	method VARCHAR NOT NULL,
	seen VARCHAR NOT NULL,
	struck BOOLEAN NOT NULL,
	next_step VARCHAR NOT NULL,
	evidence JSON NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(recheck_id) REFERENCES recheck (id),
	FOREIGN KEY(ledger_item_id) REFERENCES ledgeritem (id)
);
CREATE TABLE rectificationopinion (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	report_due DATE,
	contact VARCHAR NOT NULL,
	phone VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id)
);
CREATE TABLE report (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	draft_id VARCHAR(32) NOT NULL,
	background VARCHAR NOT NULL,
	work VARCHAR NOT NULL,
	evaluation VARCHAR NOT NULL,
	opinion VARCHAR NOT NULL,
	suggestions VARCHAR NOT NULL,
	signed_by VARCHAR(32) NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(draft_id) REFERENCES reportdraft (id),
	FOREIGN KEY(signed_by) REFERENCES staff (id)
);
CREATE TABLE reportdraft (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	n INTEGER NOT NULL,
	background VARCHAR NOT NULL,
	work VARCHAR NOT NULL,
	evaluation VARCHAR NOT NULL,
	opinion VARCHAR NOT NULL,
	suggestions VARCHAR NOT NULL,
	author VARCHAR(32) NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(author) REFERENCES staff (id)
);
CREATE TABLE scheme (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	items VARCHAR NOT NULL,
	scope VARCHAR NOT NULL,
	region VARCHAR NOT NULL,
	content VARCHAR NOT NULL,
	matters JSON NOT NULL,
	focus VARCHAR NOT NULL,
	starts_on DATE NOT NULL,
	ends_on DATE NOT NULL,
	method VARCHAR NOT NULL,
	steps VARCHAR NOT NULL,
	division VARCHAR NOT NULL,
	confidentiality VARCHAR NOT NULL,
	contingency VARCHAR NOT NULL,
	materials JSON NOT NULL,
	made_by VARCHAR(32) NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(made_by) REFERENCES staff (id)
);
CREATE TABLE seal (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	code VARCHAR NOT NULL,
	seq INTEGER NOT NULL,
	reasons JSON NOT NULL,
	facts VARCHAR NOT NULL,
	basis JSON NOT NULL,
	copy_suffices VARCHAR NOT NULL,
	place VARCHAR NOT NULL,
	keeper VARCHAR NOT NULL,
	custody_mode VARCHAR NOT NULL,
	days INTEGER NOT NULL,
	urgent BOOLEAN NOT NULL,
	urgent_reason VARCHAR NOT NULL,
	state VARCHAR(40) NOT NULL,
	requested_by VARCHAR(32) NOT NULL,
	acted_at DATETIME,
	ended_at DATETIME,
	starts_on DATE,
	ends_on DATE,
	inspectors JSON NOT NULL,
	recorder VARCHAR(32),
	notified VARCHAR NOT NULL,
	attended VARCHAR NOT NULL,
	attended_post VARCHAR NOT NULL,
	process VARCHAR NOT NULL,
	recordings JSON NOT NULL,
	statement VARCHAR NOT NULL,
	answer VARCHAR NOT NULL,
	outcome VARCHAR(40),
	reason VARCHAR NOT NULL,
	witness VARCHAR NOT NULL,
	witness_capacity VARCHAR NOT NULL,
	remedy VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	UNIQUE (code),
	FOREIGN KEY(requested_by) REFERENCES staff (id),
	FOREIGN KEY(recorder) REFERENCES staff (id)
);
CREATE TABLE sealextension (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	seal_id VARCHAR(32) NOT NULL,
	old_end DATE NOT NULL,
	new_end DATE NOT NULL,
	reason VARCHAR NOT NULL,
	approved_by VARCHAR(32) NOT NULL,
	remedy VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(seal_id) REFERENCES seal (id),
	FOREIGN KEY(approved_by) REFERENCES staff (id)
);
CREATE TABLE sealitem (
	id VARCHAR(32) NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	seal_id VARCHAR(32) NOT NULL,
	seq INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	material VARCHAR NOT NULL,
	reference VARCHAR NOT NULL,
	period VARCHAR NOT NULL,
	quantity INTEGER NOT NULL,
	unit VARCHAR NOT NULL,
	pages INTEGER,
	features VARCHAR NOT NULL,
	carrier VARCHAR NOT NULL,
	digest VARCHAR NOT NULL,
	strip VARCHAR NOT NULL,
	kept_at VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	released_id VARCHAR(32),
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(seal_id) REFERENCES seal (id),
	FOREIGN KEY(released_id) REFERENCES sealrelease (id)
);
CREATE TABLE sealrelease (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	seal_id VARCHAR(32) NOT NULL,
	ground VARCHAR(40) NOT NULL,
	text VARCHAR NOT NULL,
	whole BOOLEAN NOT NULL,
	approved_by VARCHAR(32),
	place VARCHAR NOT NULL,
	strips_intact BOOLEAN NOT NULL,
	broken JSON NOT NULL,
	opening VARCHAR NOT NULL,
	inspectors JSON NOT NULL,
	receiver VARCHAR NOT NULL,
	receiver_post VARCHAR NOT NULL,
	outcome VARCHAR(40) NOT NULL,
	reason VARCHAR NOT NULL,
	witness VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(seal_id) REFERENCES seal (id),
	FOREIGN KEY(approved_by) REFERENCES staff (id)
);
CREATE TABLE setting (
	id VARCHAR(32) NOT NULL,
	"key" VARCHAR NOT NULL,
	value VARCHAR NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE signedpaper (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	document_id VARCHAR(32) NOT NULL,
	inspection_id VARCHAR(32),
	signer VARCHAR NOT NULL,
	capacity VARCHAR NOT NULL,
	outcome VARCHAR(40) NOT NULL,
	reason VARCHAR NOT NULL,
	witness VARCHAR NOT NULL,
	scan VARCHAR(64),
	scan_name VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(document_id) REFERENCES document (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id)
);
CREATE TABLE siterecord (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	seq INTEGER NOT NULL,
	topic VARCHAR NOT NULL,
	ended_at DATETIME NOT NULL,
	place VARCHAR NOT NULL,
	companion VARCHAR NOT NULL,
	companion_post VARCHAR NOT NULL,
	inspectors JSON NOT NULL,
	recorder VARCHAR(32) NOT NULL,
	certificates VARCHAR NOT NULL,
	recusal_asked BOOLEAN NOT NULL,
	recusal_reason VARCHAR NOT NULL,
	steps JSON NOT NULL,
	reporter VARCHAR NOT NULL,
	reported VARCHAR NOT NULL,
	seen VARCHAR NOT NULL,
	evidence JSON NOT NULL,
	unit_opinion VARCHAR NOT NULL,
	outcome VARCHAR(40) NOT NULL,
	reason VARCHAR NOT NULL,
	witness VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(recorder) REFERENCES staff (id)
);
CREATE TABLE staff (
	id VARCHAR(32) NOT NULL,
	name VARCHAR NOT NULL,
	role VARCHAR(40) NOT NULL,
	department VARCHAR NOT NULL,
	post VARCHAR NOT NULL,
	phone VARCHAR NOT NULL,
	organisation VARCHAR NOT NULL,
	certificate VARCHAR,
	certificate_issuer VARCHAR NOT NULL,
	certificate_from DATE,
	certificate_to DATE,
	PRIMARY KEY (id),
	UNIQUE (name)
);
INSERT INTO "staff" VALUES('01a216db171b75218ab8edc33daf6e14','李示华','inspector','基金监督科','一级科员','0791-00000004','','36012300002','江西省司法厅','2023-01-01','2027-12-31');
INSERT INTO "staff" VALUES('01a216db22fc797086ab02928023ecc1','吴仿真','inspector','基金监督科','一级科员','','','36012300003','江西省司法厅','2023-01-01','2027-12-31');
INSERT INTO "staff" VALUES('01a216db2aec7497868acd55a890a61b','孙例平','supervisor','基金监督科','科长','','',NULL,'',NULL,NULL);
INSERT INTO "staff" VALUES('01a216db3a047614bb880e1295a5b90e','钱样明','approver','局领导','局长','','',NULL,'',NULL,NULL);
CREATE TABLE strip (
	id VARCHAR(32) NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	seal_id VARCHAR(32) NOT NULL,
	number VARCHAR NOT NULL,
	place VARCHAR NOT NULL,
	release_id VARCHAR(32),
	intact BOOLEAN,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(seal_id) REFERENCES seal (id),
	UNIQUE (number),
	FOREIGN KEY(release_id) REFERENCES sealrelease (id)
);
CREATE TABLE teammember (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	staff_id VARCHAR(32) NOT NULL,
	role VARCHAR(40) NOT NULL,
	duty VARCHAR NOT NULL,
	no_interest BOOLEAN NOT NULL,
	left_at DATETIME,
	left_reason VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(staff_id) REFERENCES staff (id)
);
CREATE TABLE unit (
	id VARCHAR(32) NOT NULL,
	name VARCHAR NOT NULL,
	credit_code VARCHAR NOT NULL,
	type VARCHAR(40) NOT NULL,
	subtype VARCHAR NOT NULL,
	region_code VARCHAR NOT NULL,
	address VARCHAR NOT NULL,
	head VARCHAR NOT NULL,
	head_post VARCHAR NOT NULL,
	contact VARCHAR NOT NULL,
	phone VARCHAR NOT NULL,
	is_enterprise BOOLEAN NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (name)
);
INSERT INTO "unit" VALUES('01a216db58667716a460b4731473e0b0','样本县社会保险服务中心','','handling_agency','','360100','样本县示范路3号','赵样本','主任','','0791-00000003',0);
CREATE TABLE workingpaper (
	id VARCHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	inspection_id VARCHAR(32) NOT NULL,
	code VARCHAR NOT NULL,
	matter VARCHAR NOT NULL,
	method VARCHAR NOT NULL,
	facts VARCHAR NOT NULL,
	persons INTEGER,
	entries INTEGER,
	amount INTEGER,
	basis JSON NOT NULL,
	nature VARCHAR NOT NULL,
	cause VARCHAR NOT NULL,
	effect VARCHAR NOT NULL,
	evidence JSON NOT NULL,
	suggestion VARCHAR NOT NULL,
	unit_opinion VARCHAR NOT NULL,
	author VARCHAR(32) NOT NULL,
	reviewer VARCHAR(32),
	reviewed_at DATETIME,
	review_text VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(inspection_id) REFERENCES inspection (id),
	FOREIGN KEY(author) REFERENCES staff (id),
	FOREIGN KEY(reviewer) REFERENCES staff (id)
);
CREATE UNIQUE INDEX journal_place ON journal (chain, seq);
CREATE UNIQUE INDEX journal_hash ON journal (hash);
CREATE INDEX journal_record ON journal (record_table, record_id);
CREATE INDEX ix_interest_staff_id ON interest (staff_id);
CREATE INDEX ix_interest_unit_id ON interest (unit_id);
CREATE INDEX ix_planchange_plan_id ON planchange (plan_id);
CREATE INDEX ix_planitem_plan_id ON planitem (plan_id);
CREATE INDEX ix_planitem_unit_id ON planitem (unit_id);
CREATE INDEX ix_inspection_plan_item_id ON inspection (plan_item_id);
CREATE INDEX ix_inspection_unit_id ON inspection (unit_id);
CREATE INDEX ix_acknowledgement_inspection_id ON acknowledgement (inspection_id);
CREATE INDEX ix_approval_approved_by ON approval (approved_by);
CREATE INDEX ix_approval_inspection_id ON approval (inspection_id);
CREATE INDEX ix_approval_prepared_by ON approval (prepared_by);
CREATE INDEX ix_approval_reviewed_by ON approval (reviewed_by);
CREATE INDEX ix_closing_archived_by ON closing (archived_by);
CREATE INDEX ix_closing_checked_by ON closing (checked_by);
CREATE INDEX ix_closing_inspection_id ON closing (inspection_id);
CREATE INDEX ix_commitment_inspection_id ON commitment (inspection_id);
CREATE INDEX ix_correction_order_contact ON correction_order (contact);
CREATE INDEX ix_correction_order_inspection_id ON correction_order (inspection_id);
CREATE INDEX ix_document_inspection_id ON document (inspection_id);
CREATE INDEX ix_document_kind ON document (kind);
CREATE INDEX ix_entry_inspection_id ON entry (inspection_id);
CREATE INDEX ix_evidence_inspection_id ON evidence (inspection_id);
CREATE INDEX ix_evidencesheet_inspection_id ON evidencesheet (inspection_id);
CREATE INDEX ix_fieldworkend_inspection_id ON fieldworkend (inspection_id);
CREATE INDEX ix_finding_inspection_id ON finding (inspection_id);
CREATE INDEX ix_handover_inspection_id ON handover (inspection_id);
CREATE INDEX ix_notice_inspection_id ON notice (inspection_id);
CREATE INDEX ix_override_approved_by ON override (approved_by);
CREATE INDEX ix_override_inspection_id ON override (inspection_id);
CREATE INDEX ix_proofofservice_inspection_id ON proofofservice (inspection_id);
CREATE INDEX ix_questioning_inspection_id ON questioning (inspection_id);
CREATE INDEX ix_questioning_recorder ON questioning (recorder);
CREATE INDEX ix_recheck_inspection_id ON recheck (inspection_id);
CREATE INDEX ix_rectificationopinion_inspection_id ON rectificationopinion (inspection_id);
CREATE INDEX ix_reportdraft_author ON reportdraft (author);
CREATE INDEX ix_reportdraft_inspection_id ON reportdraft (inspection_id);
CREATE INDEX ix_scheme_inspection_id ON scheme (inspection_id);
CREATE INDEX ix_scheme_made_by ON scheme (made_by);
CREATE INDEX ix_seal_inspection_id ON seal (inspection_id);
CREATE INDEX ix_seal_recorder ON seal (recorder);
CREATE INDEX ix_seal_requested_by ON seal (requested_by);
CREATE INDEX ix_siterecord_inspection_id ON siterecord (inspection_id);
CREATE INDEX ix_siterecord_recorder ON siterecord (recorder);
CREATE INDEX ix_teammember_inspection_id ON teammember (inspection_id);
CREATE INDEX ix_teammember_staff_id ON teammember (staff_id);
CREATE INDEX ix_workingpaper_author ON workingpaper (author);
CREATE INDEX ix_workingpaper_inspection_id ON workingpaper (inspection_id);
CREATE INDEX ix_workingpaper_reviewer ON workingpaper (reviewer);
CREATE INDEX ix_consultation_draft_id ON consultation (draft_id);
CREATE INDEX ix_consultation_inspection_id ON consultation (inspection_id);
CREATE INDEX ix_custody_evidence_id ON custody (evidence_id);
CREATE INDEX ix_custody_inspection_id ON custody (inspection_id);
CREATE INDEX ix_documentvoid_approved_by ON documentvoid (approved_by);
CREATE UNIQUE INDEX ix_documentvoid_document_id ON documentvoid (document_id);
CREATE INDEX ix_documentvoid_inspection_id ON documentvoid (inspection_id);
CREATE INDEX ix_handoveritem_handover_id ON handoveritem (handover_id);
CREATE INDEX ix_handoveritem_inspection_id ON handoveritem (inspection_id);
CREATE INDEX ix_handoveritem_returned_id ON handoveritem (returned_id);
CREATE INDEX ix_ledgeritem_checked_by ON ledgeritem (checked_by);
CREATE INDEX ix_ledgeritem_finding_id ON ledgeritem (finding_id);
CREATE INDEX ix_ledgeritem_inspection_id ON ledgeritem (inspection_id);
CREATE INDEX ix_materialslist_inspection_id ON materialslist (inspection_id);
CREATE INDEX ix_materialslist_notice_id ON materialslist (notice_id);
CREATE INDEX ix_orderrecheck_inspection_id ON orderrecheck (inspection_id);
CREATE INDEX ix_orderrecheck_order_id ON orderrecheck (order_id);
CREATE INDEX ix_report_draft_id ON report (draft_id);
CREATE INDEX ix_report_inspection_id ON report (inspection_id);
CREATE INDEX ix_report_signed_by ON report (signed_by);
CREATE INDEX ix_sealextension_approved_by ON sealextension (approved_by);
CREATE INDEX ix_sealextension_inspection_id ON sealextension (inspection_id);
CREATE INDEX ix_sealextension_seal_id ON sealextension (seal_id);
CREATE INDEX ix_sealrelease_approved_by ON sealrelease (approved_by);
CREATE INDEX ix_sealrelease_inspection_id ON sealrelease (inspection_id);
CREATE INDEX ix_sealrelease_seal_id ON sealrelease (seal_id);
CREATE INDEX ix_signedpaper_document_id ON signedpaper (document_id);
CREATE INDEX ix_signedpaper_inspection_id ON signedpaper (inspection_id);
CREATE INDEX ix_deemedconsent_consultation_id ON deemedconsent (consultation_id);
CREATE INDEX ix_deemedconsent_inspection_id ON deemedconsent (inspection_id);
CREATE INDEX ix_materialitem_inspection_id ON materialitem (inspection_id);
CREATE INDEX ix_materialitem_list_id ON materialitem (list_id);
CREATE INDEX ix_objection_consultation_id ON objection (consultation_id);
CREATE INDEX ix_objection_inspection_id ON objection (inspection_id);
CREATE INDEX ix_objection_recorder ON objection (recorder);
CREATE INDEX ix_progress_inspection_id ON progress (inspection_id);
CREATE INDEX ix_progress_ledger_item_id ON progress (ledger_item_id);
CREATE INDEX ix_recheckitem_inspection_id ON recheckitem (inspection_id);
CREATE INDEX ix_recheckitem_ledger_item_id ON recheckitem (ledger_item_id);
CREATE INDEX ix_recheckitem_recheck_id ON recheckitem (recheck_id);
CREATE INDEX ix_sealitem_inspection_id ON sealitem (inspection_id);
CREATE INDEX ix_sealitem_released_id ON sealitem (released_id);
CREATE INDEX ix_sealitem_seal_id ON sealitem (seal_id);
CREATE INDEX ix_strip_inspection_id ON strip (inspection_id);
CREATE INDEX ix_strip_release_id ON strip (release_id);
CREATE INDEX ix_strip_seal_id ON strip (seal_id);
CREATE INDEX ix_objectionitem_inspection_id ON objectionitem (inspection_id);
CREATE INDEX ix_objectionitem_objection_id ON objectionitem (objection_id);
CREATE INDEX ix_adoption_finding_id ON adoption (finding_id);
CREATE INDEX ix_adoption_inspection_id ON adoption (inspection_id);
CREATE INDEX ix_adoption_item_id ON adoption (item_id);
CREATE TRIGGER journal_kept BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'rows of this table are kept for ever'); END;
CREATE TRIGGER chain_kept BEFORE DELETE ON chain BEGIN SELECT RAISE(ABORT, 'rows of this table are kept for ever'); END;
CREATE TRIGGER chain_fixed BEFORE UPDATE ON chain BEGIN SELECT RAISE(ABORT, 'rows of this table are kept for ever'); END;
CREATE TRIGGER migration_kept BEFORE DELETE ON migration BEGIN SELECT RAISE(ABORT, 'rows of this table are kept for ever'); END;
CREATE TRIGGER migration_fixed BEFORE UPDATE ON migration BEGIN SELECT RAISE(ABORT, 'rows of this table are kept for ever'); END;
CREATE TRIGGER journal_fixed BEFORE UPDATE ON journal WHEN
  OLD.pos IS NOT NEW.pos OR OLD.hash IS NOT NEW.hash OR OLD.header IS NOT NEW.header
  OR OLD.signature IS NOT NEW.signature OR NEW.body IS NOT NULL OR NEW.salt IS NOT NULL
  OR NOT EXISTS (SELECT 1 FROM journal said WHERE said.record_table = 'journal' AND said.record_id = OLD.hash
                 AND said.op = 'withhold')
BEGIN SELECT RAISE(ABORT, 'journal entries are never changed'); END;
CREATE TRIGGER "acknowledgement_kept" BEFORE DELETE ON "acknowledgement" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "adoption_kept" BEFORE DELETE ON "adoption" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "agency_kept" BEFORE DELETE ON "agency" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "approval_kept" BEFORE DELETE ON "approval" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "closing_kept" BEFORE DELETE ON "closing" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "commitment_kept" BEFORE DELETE ON "commitment" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "consultation_kept" BEFORE DELETE ON "consultation" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "correction_order_kept" BEFORE DELETE ON "correction_order" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "custody_kept" BEFORE DELETE ON "custody" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "deemedconsent_kept" BEFORE DELETE ON "deemedconsent" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "document_kept" BEFORE DELETE ON "document" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "documentvoid_kept" BEFORE DELETE ON "documentvoid" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "entry_kept" BEFORE DELETE ON "entry" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "evidence_kept" BEFORE DELETE ON "evidence" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "evidencesheet_kept" BEFORE DELETE ON "evidencesheet" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "fieldworkend_kept" BEFORE DELETE ON "fieldworkend" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "finding_kept" BEFORE DELETE ON "finding" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "handover_kept" BEFORE DELETE ON "handover" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "handoveritem_kept" BEFORE DELETE ON "handoveritem" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "inspection_kept" BEFORE DELETE ON "inspection" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "interest_kept" BEFORE DELETE ON "interest" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "ledgeritem_kept" BEFORE DELETE ON "ledgeritem" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "materialitem_kept" BEFORE DELETE ON "materialitem" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "materialslist_kept" BEFORE DELETE ON "materialslist" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "notice_kept" BEFORE DELETE ON "notice" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "numbering_kept" BEFORE DELETE ON "numbering" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "objection_kept" BEFORE DELETE ON "objection" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "objectionitem_kept" BEFORE DELETE ON "objectionitem" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "orderrecheck_kept" BEFORE DELETE ON "orderrecheck" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "override_kept" BEFORE DELETE ON "override" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "plan_kept" BEFORE DELETE ON "plan" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "planchange_kept" BEFORE DELETE ON "planchange" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "planitem_kept" BEFORE DELETE ON "planitem" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "progress_kept" BEFORE DELETE ON "progress" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "proofofservice_kept" BEFORE DELETE ON "proofofservice" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "questioning_kept" BEFORE DELETE ON "questioning" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "recheck_kept" BEFORE DELETE ON "recheck" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "recheckitem_kept" BEFORE DELETE ON "recheckitem" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "rectificationopinion_kept" BEFORE DELETE ON "rectificationopinion" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "report_kept" BEFORE DELETE ON "report" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "reportdraft_kept" BEFORE DELETE ON "reportdraft" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "scheme_kept" BEFORE DELETE ON "scheme" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "seal_kept" BEFORE DELETE ON "seal" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "sealextension_kept" BEFORE DELETE ON "sealextension" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "sealitem_kept" BEFORE DELETE ON "sealitem" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "sealrelease_kept" BEFORE DELETE ON "sealrelease" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "setting_kept" BEFORE DELETE ON "setting" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "signedpaper_kept" BEFORE DELETE ON "signedpaper" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "siterecord_kept" BEFORE DELETE ON "siterecord" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "staff_kept" BEFORE DELETE ON "staff" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "strip_kept" BEFORE DELETE ON "strip" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "teammember_kept" BEFORE DELETE ON "teammember" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "unit_kept" BEFORE DELETE ON "unit" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "workingpaper_kept" BEFORE DELETE ON "workingpaper" BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END;
CREATE TRIGGER "custody_frozen" BEFORE UPDATE ON "custody" BEGIN SELECT RAISE(ABORT, 'what was issued is mended by a further record (G55)'); END;
CREATE TRIGGER "signedpaper_frozen" BEFORE UPDATE ON "signedpaper" BEGIN SELECT RAISE(ABORT, 'what was issued is mended by a further record (G55)'); END;
CREATE TRIGGER "documentvoid_frozen" BEFORE UPDATE ON "documentvoid" BEGIN SELECT RAISE(ABORT, 'what was issued is mended by a further record (G55)'); END;
CREATE TRIGGER "acknowledgement_frozen" BEFORE UPDATE ON "acknowledgement" BEGIN SELECT RAISE(ABORT, 'what was issued is mended by a further record (G55)'); END;
CREATE TRIGGER "document_frozen" BEFORE UPDATE ON "document" BEGIN SELECT RAISE(ABORT, 'what was issued is mended by a further record (G55)'); END;
CREATE TRIGGER "override_frozen" BEFORE UPDATE ON "override" BEGIN SELECT RAISE(ABORT, 'what was issued is mended by a further record (G55)'); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('journal',11);
COMMIT;
